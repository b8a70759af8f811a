namespace HtmIt.Client.Errors;

/// <summary>Too much is waiting already. Nothing was changed; try again later.</summary>
public sealed class OverloadedException(HtmItError error) : UnavailableException(error);
