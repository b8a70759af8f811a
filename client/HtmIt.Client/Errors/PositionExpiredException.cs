namespace HtmIt.Client.Errors;

/// <summary>The position is older than what the server keeps.</summary>
public sealed class PositionExpiredException(HtmItError error) : HtmItException(error)
{
    /// <summary>The oldest position a watch can start after.</summary>
    public string? OldestPosition => Value("oldest_position");
}
