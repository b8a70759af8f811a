namespace HtmIt.Engine.Reference;

/// <summary>The normal distribution that averaged raw scores are held against.</summary>
internal readonly record struct NormalFit(double Mean, double StandardDeviation)
{
    private const double MeanFloor = 0.03;
    private const double VarianceFloor = 0.0003;

    /// <summary>The reference divides by this rounded √2, and published digits depend on it.</summary>
    private const double RoundedRootOfTwo = 1.4142;

    /// <summary>So wide that nothing is unusual: used while there is nothing to fit, and for a flat metric.</summary>
    public static NormalFit Null { get; } = new(0.5, 1000);

    /// <summary>Mean and population variance of the averages. The floors keep a perfectly predicted metric from crying at every blemish.</summary>
    public static NormalFit Of(ReadOnlySpan<double> averages)
    {
        var (mean, variance) = Moments(averages);
        return new(Math.Max(mean, MeanFloor), Math.Sqrt(Math.Max(variance, VarianceFloor)));
    }

    public static (double Mean, double Variance) Moments(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, squares / values.Length);
    }

    /// <summary>The probability of an average at least this far out.</summary>
    public double TailProbability(double average, LikelihoodTail tail)
    {
        if (average >= Mean)
        {
            return Upper(average);
        }

        var mirrored = Upper((2 * Mean) - average);
        return tail == LikelihoodTail.OneSided ? 1 - mirrored : mirrored;
    }

    private double Upper(double x) => 0.5 * ComplementaryErrorFunction.Evaluate((x - Mean) / StandardDeviation / RoundedRootOfTwo);
}
