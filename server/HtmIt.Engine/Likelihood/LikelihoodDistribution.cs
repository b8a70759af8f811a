namespace HtmIt.Engine.Likelihood;

/// <summary>The normal distribution that averaged raw scores are held against.</summary>
internal readonly record struct LikelihoodDistribution(double Mean, double Deviation)
{
    private const double MeanFloor = 0.03;
    private const double VarianceFloor = 0.0003;
    private const double RedTail = 1 - 0.99999;
    private const double RepeatedRedTail = 1 - 0.999;

    /// <summary>Says 0.5 to everything: while there is no history, and for a flat metric.</summary>
    public static LikelihoodDistribution Null { get; } = new(0.5, 1000);

    /// <summary>Mean and population variance from integer sums; the difference of squares is exact.</summary>
    public static LikelihoodDistribution FromSums(long rows, long sum, long sumOfSquares, double scale)
    {
        var mean = (double)sum / rows * scale;
        var variance = (double)((rows * sumOfSquares) - (sum * sum)) / rows / rows * scale * scale;
        return new(Math.Max(mean, MeanFloor), Math.Sqrt(Math.Max(variance, VarianceFloor)));
    }

    public double Tail(double average) => TailTable.Probability(average, Mean, Deviation);

    /// <summary>The tail, but of a run of reds only the first row stays red.</summary>
    public double FilteredTail(double average, ref double previousTail)
    {
        var tail = Tail(average);
        var repeated = tail <= RedTail && previousTail <= RedTail;
        previousTail = tail;
        return repeated ? RepeatedRedTail : tail;
    }
}
