namespace HtmIt.Client.Errors;

/// <summary>The server can't be reached, or the connection broke.</summary>
public sealed class ServerUnreachableException(HtmItError error) : UnavailableException(error);
