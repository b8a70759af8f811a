namespace HtmIt.Engine.Reference;

/// <summary>
/// The anomaly likelihood of Lavin and Ahmad, "Evaluating Real-time Anomaly Detection Algorithms: the Numenta Anomaly Benchmark" (2015),
/// in the words of its reference implementation: how unusual is the recent mean of the raw score, given its own past? Plain and unhurried:
/// every re-estimation walks the whole history, as the reference does.
/// </summary>
internal sealed class ReferenceLikelihood(ReferenceLikelihoodParameters parameters)
{
    private const double FlatVariance = 1.5e-5;
    private const double Red = 1 - 0.99999;
    private const double AfterRed = 1 - 0.999;

    private readonly List<(double Value, double RawScore)> _history = [];
    private readonly MovingAverage _average = new(parameters.AveragingWindow);
    private NormalFit? _fit;
    private double _previousTail;
    private int _row;

    /// <summary>Takes the next row and returns the likelihood, in [0, 1], that the metric has become unusual.</summary>
    public double Next(double value, double rawAnomalyScore)
    {
        var likelihood = _row < parameters.ProbationaryPeriod ? 0.5 : Score(rawAnomalyScore);
        _history.Add((value, rawAnomalyScore));
        if (_history.Count > parameters.HistoryLength)
        {
            _history.RemoveAt(0);
        }

        _row++;
        return likelihood;
    }

    /// <summary>Stretches the interesting end: 0.5 becomes 0.03, 0.9999 becomes 0.4, 1 stays 1.</summary>
    public static double LogScale(double likelihood) => Math.Log(1.0000000001 - likelihood) / -23.02585084720009;

    private double Score(double rawAnomalyScore)
    {
        if (_fit is null || _row % parameters.ReestimationPeriod == 0)
        {
            Estimate();
        }

        var tail = _fit!.Value.TailProbability(_average.Next(rawAnomalyScore), parameters.Tail);
        // Only the first of a run of reds stays red.
        var filtered = tail <= Red && _previousTail <= Red ? AfterRed : tail;
        _previousTail = tail;
        return 1 - filtered;
    }

    private void Estimate()
    {
        _average.Clear();
        var averages = new double[_history.Count];
        var values = new double[_history.Count];
        for (var i = 0; i < averages.Length; i++)
        {
            averages[i] = _average.Next(_history[i].RawScore);
            values[i] = _history[i].Value;
        }

        _fit = Fit(averages, values);
        // The last row of the history is judged once more, by the new fit, as predecessor of the coming one.
        _previousTail = averages.Length == 0 ? 1 : _fit.Value.TailProbability(averages[^1], parameters.Tail);
    }

    private NormalFit Fit(double[] averages, double[] values)
    {
        var shiftedOut = Math.Max(0, _row - parameters.HistoryLength);
        var skip = Math.Min(_row, Math.Max(0, parameters.LearningPeriod - shiftedOut));
        if (averages.Length <= skip || NormalFit.Moments(values.AsSpan(skip)).Variance < FlatVariance)
        {
            return NormalFit.Null;
        }

        return NormalFit.Of(averages.AsSpan(skip));
    }
}
