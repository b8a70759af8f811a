namespace HtmIt.Client;

/// <summary>What a model said about one sample.</summary>
/// <param name="RawAnomalyScore">Raw anomaly score: the share of active columns nobody predicted. Range [0, 1].</param>
/// <param name="AnomalyLikelihood">Anomaly likelihood. Range [0, 1]; 0.5 until there is enough history.</param>
/// <param name="DisplayValue">Rank contribution: 0, 1,000 (green), 1,000,000 (yellow) or 1,000,000,001 (red).</param>
/// <param name="Surprise">Evidence that the sample is out of the ordinary, nominally in decades: 0 none, and the larger the rarer.</param>
public sealed record RowScore(double RawAnomalyScore, double AnomalyLikelihood, long DisplayValue, double Surprise)
{
    /// <summary>The colour of <see cref="DisplayValue"/>.</summary>
    public AnomalyColor Color =>
        DisplayValue switch
        {
            >= 1_000_000_000 => AnomalyColor.Red,
            >= 1_000_000 => AnomalyColor.Yellow,
            _ => AnomalyColor.Green,
        };
}
