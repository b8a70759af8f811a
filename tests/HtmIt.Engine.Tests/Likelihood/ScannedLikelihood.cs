using HtmIt.Engine.Likelihood;

namespace HtmIt.Engine.Tests.Likelihood;

/// <summary>The same likelihood the slow way: every estimate scans all rows of the window. For metrics that are never flat.</summary>
internal sealed class ScannedLikelihood(int activeColumns)
{
    private readonly List<int> _misses = [];
    private readonly double _scale = 1.0 / (10 * activeColumns);
    private LikelihoodDistribution _distribution = LikelihoodDistribution.Null;
    private double _previousTail;
    private int _refreshed;

    public double Compute(int misses)
    {
        if (_misses.Count >= 100 && _misses.Count >= _refreshed + 24)
        {
            Refresh();
        }

        _misses.Add(misses);
        if (_misses.Count == 100)
        {
            Refresh();
        }

        if (_misses.Count <= 100)
        {
            return 0;
        }

        var score = 1 - _distribution.FilteredTail(Average(_misses.Count) * _scale, ref _previousTail);
        if (score > 0.99 && _misses.Count > _refreshed + 3)
        {
            Refresh();
        }

        return score;
    }

    private void Refresh()
    {
        _refreshed = _misses.Count;
        var first = Math.Max(0, _misses.Count - 8_640) + 288;
        var averages = Enumerable.Range(first + 1, Math.Max(0, _misses.Count - first)).Select(row => (long)Average(row)).ToArray();
        _distribution =
            averages.Length == 0
                ? LikelihoodDistribution.Null
                : LikelihoodDistribution.FromSums(averages.Length, averages.Sum(), averages.Sum(a => a * a), _scale);
        _previousTail = _distribution.Tail(Average(_misses.Count) * _scale);
    }

    private int Average(int rows) => _misses.Skip(rows - 10).Take(Math.Min(rows, 10)).Sum();
}
