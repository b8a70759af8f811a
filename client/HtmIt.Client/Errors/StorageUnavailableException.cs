namespace HtmIt.Client.Errors;

/// <summary>The server can't reach its database. Nothing was changed; try again later.</summary>
public sealed class StorageUnavailableException(HtmItError error) : UnavailableException(error);
