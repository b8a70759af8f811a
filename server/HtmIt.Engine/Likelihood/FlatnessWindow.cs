namespace HtmIt.Engine.Likelihood;

/// <summary>
/// Population variance of the metric's values over a sliding window, in blocks of 24 rows: mean and squared deviation of each block
/// are kept, not the values. The window's old end lies on a block boundary, at most 23 rows before the exact one.
/// </summary>
internal sealed class FlatnessWindow
{
    private const int BlockRows = AnomalyLikelihood.RefreshRows;
    private const int Blocks = (AnomalyLikelihood.WindowRows - AnomalyLikelihood.SkippedRows) / BlockRows;

    private readonly double[] _mean = new double[Blocks];
    private readonly double[] _deviation = new double[Blocks];
    private double _openMean;
    private double _openDeviation;
    private int _openRows;
    private int _next;
    private int _used;

    public void Add(double value)
    {
        _openRows++;
        var delta = value - _openMean;
        _openMean += delta / _openRows;
        _openDeviation += delta * (value - _openMean);
        if (_openRows == BlockRows)
        {
            Close();
        }
    }

    /// <summary>Whether the variance is below the limit. Values too large to square make it false, never an error.</summary>
    public bool IsFlat(double limit)
    {
        double rows = _openRows,
            mean = _openMean,
            deviation = _openDeviation;
        for (var i = 0; i < _used; i++)
        {
            var delta = _mean[i] - mean;
            var total = rows + BlockRows;
            mean += delta * BlockRows / total;
            deviation += _deviation[i] + (delta * delta * rows * BlockRows / total);
            rows = total;
        }

        return deviation / rows < limit;
    }

    public void Save(Snapshots.SnapshotWriter writer)
    {
        writer.Write(_openMean);
        writer.Write(_openDeviation);
        writer.Write(_openRows);
        writer.Write(_next);
        writer.Write(_used);
        writer.Write(_mean.AsSpan(0, _used));
        writer.Write(_deviation.AsSpan(0, _used));
    }

    public void Load(ref Snapshots.SnapshotReader reader)
    {
        _openMean = reader.ReadDouble();
        _openDeviation = reader.ReadDouble();
        _openRows = reader.ReadInt32(0, BlockRows - 1);
        _next = reader.ReadInt32(0, Blocks - 1);
        _used = reader.ReadInt32(0, Blocks);
        reader.Read(_mean.AsSpan(0, _used));
        reader.Read(_deviation.AsSpan(0, _used));
    }

    private void Close()
    {
        _mean[_next] = _openMean;
        _deviation[_next] = _openDeviation;
        _next = (_next + 1) % Blocks;
        _used = Math.Min(_used + 1, Blocks);
        _openMean = 0;
        _openDeviation = 0;
        _openRows = 0;
    }
}
