namespace HtmIt.Client.Errors;

/// <summary>The position is none of the server's, or lies ahead of the newest one.</summary>
public sealed class PositionInvalidException(HtmItError error) : PositionException(error);
