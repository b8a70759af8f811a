namespace HtmIt.Engine.Reference;

/// <summary>The constants of the anomaly likelihood; the defaults are those of the reference.</summary>
internal sealed record ReferenceLikelihoodParameters
{
    /// <summary>Rows at the start of a stream that the fit ignores, because the model still knows nothing.</summary>
    public int LearningPeriod { get; init; } = 288;

    /// <summary>Rows after the learning period before the first fit.</summary>
    public int EstimationSamples { get; init; } = 100;

    /// <summary>Rows that a fit looks back on.</summary>
    public int HistoryLength { get; init; } = 8640;

    /// <summary>Rows between two fits.</summary>
    public int ReestimationPeriod { get; init; } = 100;

    /// <summary>Rows of the moving average of the raw score.</summary>
    public int AveragingWindow { get; init; } = 10;

    public LikelihoodTail Tail { get; init; } = LikelihoodTail.OneSided;

    /// <summary>Rows that get likelihood 0.5 for want of a fit.</summary>
    public int ProbationaryPeriod => LearningPeriod + EstimationSamples;

    /// <summary>The setting of the NAB benchmark for a file: 15 % of its rows, at most 750, are probation, and half of them learning.</summary>
    public static ReferenceLikelihoodParameters ForBenchmarkFile(int rows)
    {
        var probation = Math.Min((int)(0.15 * rows), 750);
        var learning = probation / 2;
        return new() { LearningPeriod = learning, EstimationSamples = probation - learning };
    }
}
