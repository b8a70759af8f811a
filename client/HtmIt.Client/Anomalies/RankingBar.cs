namespace HtmIt.Client;

/// <summary>The largest scores of one block of a ranking's window.</summary>
/// <param name="StartTime">Where the block begins, in UTC.</param>
public sealed record RankingBar(DateTimeOffset StartTime)
{
    /// <summary>Largest anomaly likelihood; absent when the block has no scored sample, as is all else.</summary>
    public double? MaxLikelihood { get; init; }

    /// <summary>Largest anomaly likelihood on a logarithmic scale: about 0 at 0, 0.4 at 0.9999, 1 at 1.</summary>
    public double? Height { get; init; }

    /// <summary>Colour of the largest anomaly likelihood.</summary>
    public AnomalyColor? Color { get; init; }

    /// <summary>Largest display value.</summary>
    public long? MaxDisplayValue { get; init; }

    /// <summary>Largest surprise.</summary>
    public double? MaxSurprise { get; init; }
}
