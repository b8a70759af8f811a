using HtmIt.Engine.Layout;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Likelihood;

/// <summary>
/// One minus the tail probability of the averaged raw score under a normal distribution fitted to the last 30 days (at 5 minutes).
/// Row by row: the refresh interval does not depend on how rows arrive in batches.
/// </summary>
/// <remarks>
/// Raw scores are whole numbers of columns, so the sums over the window are integers, kept up to date as rows enter and leave:
/// the estimate is exactly what a scan of all rows would give, at no cost when it is refreshed.
/// </remarks>
internal sealed class AnomalyLikelihood(int activeColumns)
{
    /// <summary>Rows of history that the estimate looks back on (statistics_sample_size).</summary>
    public const int WindowRows = 8640;

    /// <summary>Oldest rows of the window that the estimate leaves out.</summary>
    public const int SkippedRows = 288;

    /// <summary>Rows before the first likelihood (statistics_min_sample_size).</summary>
    public const int FirstRows = 100;

    /// <summary>Rows between estimates (statistics_refresh_rate).</summary>
    public const int RefreshRows = 24;

    private const int AveragedRows = 10;
    private const int RowsBeforeForcedRefresh = 3;
    private const double ForcedRefreshScore = 0.99;
    private const double FlatVariance = 1.5e-5;

    private readonly byte[] _misses = new byte[WindowRows];
    private readonly FlatnessWindow _values = new();
    private readonly double _scale = 1.0 / (AveragedRows * activeColumns);
    private long _row;
    private long _refreshedRow;
    private int _average;
    private int _leavingAverage;
    private long _sum;
    private long _sumOfSquares;
    private LikelihoodDistribution _distribution = LikelihoodDistribution.Null;
    private double _previousTail = 1;

    /// <summary>The distribution in force; exposed to tests.</summary>
    internal LikelihoodDistribution Distribution => _distribution;

    /// <summary>Takes the number of active columns that were not predicted and the metric's value; returns the likelihood.</summary>
    public double Compute(int misses, double value)
    {
        if (_row >= FirstRows && _row >= _refreshedRow + RefreshRows)
        {
            Refresh();
        }

        Enter(misses, value);
        if (_row <= FirstRows)
        {
            if (_row == FirstRows)
            {
                Refresh();
            }

            return 0;
        }

        var score = 1 - _distribution.FilteredTail(_average * _scale, ref _previousTail);
        if (score > ForcedRefreshScore && _row > _refreshedRow + RowsBeforeForcedRefresh)
        {
            Refresh();
        }

        return score;
    }

    /// <summary>Asks for what every row needs.</summary>
    public void PrefetchState()
    {
        Prefetch.Object(_values, 64);
        Prefetch.Lines<byte>(_misses.AsSpan((int)(_row % WindowRows), 1));
        if (_row >= WindowRows - SkippedRows)
        {
            Prefetch.Lines<byte>(_misses.AsSpan((int)((_row + SkippedRows) % WindowRows), 1));
        }
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_row);
        writer.Write(_refreshedRow);
        writer.Write(_distribution.Mean);
        writer.Write(_distribution.Deviation);
        writer.Write(_previousTail);
        writer.Write(_misses.AsSpan(0, (int)Math.Min(_row, WindowRows)));
        _values.Save(writer);
    }

    public void Load(ref SnapshotReader reader)
    {
        _row = reader.ReadInt64(0, long.MaxValue);
        _refreshedRow = reader.ReadInt64(0, _row);
        _distribution = new LikelihoodDistribution(reader.ReadDouble(), reader.ReadDouble());
        _previousTail = reader.ReadDouble();
        reader.Read(_misses.AsSpan(0, (int)Math.Min(_row, WindowRows)));
        _values.Load(ref reader);
        RebuildSums();
    }

    private void Enter(int misses, double value)
    {
        var slot = (int)(_row % WindowRows);
        _row++;
        _average += misses - (_row > AveragedRows ? MissesOf(_row - AveragedRows) : 0);
        _misses[slot] = (byte)misses;
        if (_row <= SkippedRows)
        {
            return;
        }

        _values.Add(value);
        _sum += _average;
        _sumOfSquares += _average * _average;
        var leaving = _row - (WindowRows - SkippedRows);
        if (leaving > SkippedRows)
        {
            Leave(leaving);
        }
    }

    private void Leave(long row)
    {
        if (row == SkippedRows + 1)
        {
            _leavingAverage = AverageOf(row);
        }
        else
        {
            _leavingAverage += MissesOf(row) - MissesOf(row - AveragedRows);
        }

        _sum -= _leavingAverage;
        _sumOfSquares -= _leavingAverage * _leavingAverage;
    }

    private void Refresh()
    {
        _refreshedRow = _row;
        var rows = (int)Math.Min(_row, WindowRows) - SkippedRows;
        _distribution =
            rows <= 0 || _values.IsFlat(FlatVariance)
                ? LikelihoodDistribution.Null
                : LikelihoodDistribution.FromSums(rows, _sum, _sumOfSquares, _scale);
        _previousTail = _distribution.Tail(_average * _scale);
    }

    private void RebuildSums()
    {
        _average = AverageOf(_row);
        _sum = 0;
        _sumOfSquares = 0;
        var oldest = Math.Max(SkippedRows, _row - (WindowRows - SkippedRows)) + 1;
        var average = AverageOf(oldest - 1);
        _leavingAverage = average;
        for (var row = oldest; row <= _row; row++)
        {
            average += MissesOf(row) - MissesOf(row - AveragedRows);
            _sum += average;
            _sumOfSquares += average * average;
        }
    }

    private int AverageOf(long row)
    {
        var sum = 0;
        for (var r = Math.Max(1, row - AveragedRows + 1); r <= row; r++)
        {
            sum += MissesOf(r);
        }

        return sum;
    }

    /// <summary>Misses of a row, counted from 1, of the last <see cref="WindowRows"/>.</summary>
    private int MissesOf(long row) => _misses[(int)((row - 1) % WindowRows)];
}
