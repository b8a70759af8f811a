namespace HtmIt.Engine.Reference;

/// <summary>
/// The rules by which the published detectors turn a raw score into the score that the benchmark counts: a value far outside of everything
/// seen before is an anomaly by itself, otherwise the logarithm of the likelihood decides (Ahmad, Lavin, Purdy and Agha, "Unsupervised
/// real-time anomaly detection for streaming data", 2017).
/// </summary>
internal sealed class NabDetector(ReferenceLikelihoodParameters parameters)
{
    /// <summary>How far outside of the range a value must lie, as a share of the range.</summary>
    private const double SpatialTolerance = 0.05;

    private readonly ReferenceLikelihood _likelihood = new(parameters);
    private double _minimum = double.PositiveInfinity;
    private double _maximum = double.NegativeInfinity;

    /// <summary>The final score, in [0, 1], of the next row.</summary>
    public double Next(double value, double rawAnomalyScore)
    {
        var neverSeen = IsOutside(value);
        _minimum = Math.Min(_minimum, value);
        _maximum = Math.Max(_maximum, value);
        var likelihood = _likelihood.Next(value, rawAnomalyScore);
        return neverSeen ? 1 : ReferenceLikelihood.LogScale(likelihood);
    }

    /// <summary>Judged by the range before this row; a stream that has shown only one value has none.</summary>
    private bool IsOutside(double value)
    {
        if (!(_minimum < _maximum))
        {
            return false;
        }

        var tolerance = (_maximum - _minimum) * SpatialTolerance;
        return value > _maximum + tolerance || value < _minimum - tolerance;
    }
}
