namespace HtmIt.Client.Errors;

/// <summary>A watch can't go on from its position. Each reason has a type derived from this one.</summary>
public class PositionException(HtmItError error) : HtmItException(error)
{
    /// <summary>A watch that starts after this position gives all that can still be given; absent when the server does not say.</summary>
    public string? OldestPosition => Value("oldest_position");
}
