namespace HtmIt.Benchmarks.Fleet.Peers;

/// <summary>A random cut forest over the newest values of a metric: the usual other way to watch one. Written plainly, each node with its box.</summary>
internal sealed class RandomCutForest
{
    public const int Trees = 50;
    public const int Sample = 256;
    public const int Shingle = 8;

    private readonly RandomCutTree[] _trees = [.. Enumerable.Range(0, Trees).Select(_ => new RandomCutTree(Sample, Shingle))];
    private readonly CutReservoir[] _samples = [.. Enumerable.Range(0, Trees).Select(_ => new CutReservoir(Sample))];
    private readonly float[] _point = new float[Shingle];
    private CutRandom _random;
    private long _rows;

    public RandomCutForest(int seed) => _random = new CutRandom(seed);

    /// <summary>Whether all trees are as they should be.</summary>
    public bool IsConsistent =>
        _trees.All(tree => tree.IsConsistent() && tree.Points == Math.Min(Sample, Math.Max(0, _rows - Shingle + 1)));

    /// <summary>Scores the newest values together, 0 to 1, and learns them.</summary>
    public double Take(double value)
    {
        _point.AsSpan(1).CopyTo(_point);
        _point[^1] = (float)value;
        if (++_rows < Shingle)
        {
            return 0;
        }

        double score = 0;
        for (var t = 0; t < Trees; t++)
        {
            score += _trees[t].Score(_point);
            if (!_samples[t].TryJoin(_rows, ref _random, out var lot, out var leaving))
            {
                continue;
            }

            if (leaving >= 0)
            {
                _trees[t].Remove(leaving);
            }

            _samples[t].Add(lot, _trees[t].Insert(_point, ref _random));
        }

        return score / Trees;
    }
}
