namespace HtmIt.Client.Errors;

/// <summary>The position is older than what the server keeps.</summary>
public sealed class PositionExpiredException(HtmItError error) : PositionException(error);
