namespace HtmIt.Client;

/// <summary>What a model said about one sample.</summary>
/// <param name="RawAnomalyScore">Raw anomaly score: the share of active columns nobody predicted. Range [0, 1].</param>
/// <param name="AnomalyLikelihood">Anomaly likelihood. Range [0, 1]; 0.5 until there is enough history.</param>
/// <param name="Surprise">Evidence that this very sample is out of the ordinary, nominally in decades: 0 none, and the larger the rarer.</param>
/// <param name="Severity">How much the metric's incident matters, at the samples where it is noticed or raised; 0 at all others. 3 means about once in a
/// thousand samples.</param>
public sealed record RowScore(double RawAnomalyScore, double AnomalyLikelihood, double Surprise, double Severity = 0)
{
    /// <summary>The colour that <see cref="AnomalyLikelihood"/> is shown in.</summary>
    public AnomalyColor Color =>
        AnomalyLikelihood switch
        {
            > 0.99999 => AnomalyColor.Red,
            > 0.9999 => AnomalyColor.Yellow,
            _ => AnomalyColor.Green,
        };
}
