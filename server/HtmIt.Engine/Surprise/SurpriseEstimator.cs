using HtmIt.Engine.Kernels;
using HtmIt.Engine.Layout;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// How unusual a row is: joins what the temporal memory did not expect with how far values, steps and shapes lie from all that was seen
/// before, each in decades against its own past.
/// </summary>
/// <remarks>It knows neither range nor length of the stream, keeps a bounded past, and has no threshold inside.</remarks>
internal sealed class SurpriseEstimator(SurpriseParameters parameters, ulong seed, KernelLevel kernel)
{
    private const int SecondsPerDay = 24 * 60 * 60;
    private const int MinSamplesPerDay = 8;
    private const int ShortShapeSamples = 8;
    private const int LongShapeSamples = 32;
    private const int ThinnedRows = 5;

    // Squares and sums of what is larger would not be finite.
    private const double Largest = 1e150;

    private readonly EvidenceBoard _board = new(parameters);
    private readonly NearestValue _nearest = new();
    private readonly RowSpacing _spacing = new();
    private readonly SampleThinner _thinner = new(parameters.SpikeShare);
    private readonly ShapeMemory _shapes = new(kernel);
    private readonly LevelTracker _level = new();
    private readonly RecentValues _recent = new();
    private readonly JumpStatistic _jump = new();
    private readonly StepMemory _steps = new(seed, kernel);
    private readonly WeekProfile _week = new();
    private readonly SpreadNovelty _spread = new();
    private readonly NearestValue _slope = new();
    private readonly double[] _novelties = new double[parameters.AveragedRows];
    private double _last;
    private int _run;

    /// <summary>Rows so far.</summary>
    public long Row { get; private set; }

    /// <summary>The evidence of the newest rows.</summary>
    public EvidenceBoard Board => _board;

    /// <summary>Takes the next record; gives the evidence of this row alone in decades, 0 or more.</summary>
    /// <param name="unixSeconds">Time of the record.</param>
    /// <param name="value">The value, finite.</param>
    /// <param name="novelty">How far the columns were from being expected, in [0, 1].</param>
    public double Compute(long unixSeconds, double value, double novelty)
    {
        _spacing.Observe(unixSeconds);
        var x = Math.Clamp(value, -Largest, Largest);
        _level.Add(x);
        _recent.Add(x);
        var row = new EvidenceRow(Row + 1, HoldRows(), Row >= parameters.UncountedRows, Row >= parameters.FirstRow);
        var rowsPerSample = RowsPerSample();
        _board.Begin(_spacing.Seconds, rowsPerSample >= ThinnedRows);
        var distance = _nearest.Next(value);
        _board.Add(EvidenceKind.Sequence, row, Average(novelty));
        _board.Add(EvidenceKind.Value, row, distance, _nearest.Nearest);
        AddShapes(row, rowsPerSample);
        _board.Add(EvidenceKind.Stillness, row, Run(value), _run);
        _board.Add(EvidenceKind.Jump, row, _jump.Next(_recent, _level.Size, Row), _jump.Before);
        _board.Add(EvidenceKind.Steps, row, _steps.Next(_recent, _level.Size));
        _board.Add(EvidenceKind.TimeOfWeek, row, _week.Next(unixSeconds, _recent, _level), _week.Usual);
        _board.Add(EvidenceKind.Spread, row, _spread.Next(_recent, _level.Size));
        _board.Add(EvidenceKind.Slope, row, _recent.Count < RecentValues.Capacity ? null : _slope.Next(_recent.Slope()));
        Row++;
        return _board.Surprise;
    }

    /// <summary>Asks for what every row needs.</summary>
    public void PrefetchState()
    {
        Prefetch.Object(_nearest, 64);
        Prefetch.Object(_spacing, 64);
        Prefetch.Object(_thinner, 96);
        Prefetch.Object(_shapes, 64);
        Prefetch.Object(_level, 64);
        Prefetch.Object(_recent, 64);
        Prefetch.Object(_jump, 64);
        Prefetch.Object(_steps, 128);
        Prefetch.Object(_week, 64);
        Prefetch.Object(_spread, 64);
        Prefetch.Object(_slope, 64);
        Prefetch.Lines<double>(_novelties);
        _board.PrefetchState();
    }

    /// <summary>Asks for what the parts that were asked for need.</summary>
    public void Approach(long unixSeconds)
    {
        _nearest.PrefetchState();
        _spread.PrefetchState();
        _slope.PrefetchState();
        _recent.PrefetchState();
        _level.PrefetchState();
        _jump.PrefetchState();
        _week.PrefetchState(unixSeconds);
        _steps.PrefetchState();
        if (_thinner.IsDueWithin(RowsPerSample()))
        {
            _shapes.PrefetchState();
        }
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(Row);
        writer.Write(_last);
        writer.Write(_run);
        writer.Write(_novelties);
        _nearest.Save(writer);
        _spacing.Save(writer);
        _thinner.Save(writer);
        _shapes.Save(writer);
        _level.Save(writer);
        _recent.Save(writer);
        _jump.Save(writer);
        _steps.Save(writer);
        _week.Save(writer);
        _spread.Save(writer);
        _slope.Save(writer);
        _board.Save(writer);
    }

    public void Load(ref SnapshotReader reader)
    {
        Row = reader.ReadInt64(0, long.MaxValue);
        _last = reader.ReadDouble();
        _run = reader.ReadInt32(0, int.MaxValue);
        reader.Read(_novelties);
        _nearest.Load(ref reader);
        _spacing.Load(ref reader);
        _thinner.Load(ref reader);
        _shapes.Load(ref reader);
        _level.Load(ref reader);
        _recent.Load(ref reader);
        _jump.Load(ref reader);
        _steps.Load(ref reader);
        _week.Load(ref reader);
        _spread.Load(ref reader);
        _slope.Load(ref reader);
        _board.Load(Row, ref reader);
    }

    private int HoldRows() => Math.Clamp((int)Math.Min(parameters.HoldShare * Row, 1e6), parameters.MinHoldRows, parameters.MaxHoldRows);

    private void AddShapes(in EvidenceRow row, int rowsPerSample)
    {
        var shift = _nearest.Renumber;
        if (!shift.IsNone)
        {
            _thinner.Renumber(shift);
            _shapes.Renumber(shift);
        }

        var width = _nearest.Width;
        if (!_thinner.Add(_nearest.Cell, rowsPerSample, width, out var sample, out var rowsBack))
        {
            _board.Add(EvidenceKind.ShortShape, row, null);
            _board.Add(EvidenceKind.LongShape, row, null);
            _board.Add(EvidenceKind.SameTime, row, null);
            return;
        }

        _shapes.Add(sample);
        var seconds = (double)_spacing.Seconds * rowsPerSample;
        _board.Add(
            EvidenceKind.ShortShape,
            row,
            _shapes.Count < ShortShapeSamples ? null : _shapes.ShortDistance / width,
            ShapeMemory.ShortLength * seconds,
            rowsBack
        );
        _board.Add(
            EvidenceKind.LongShape,
            row,
            _shapes.Count < LongShapeSamples ? null : _shapes.LongDistance / width,
            ShapeMemory.LongLength * seconds,
            rowsBack
        );
        _board.Add(EvidenceKind.SameTime, row, SameTimeDistance(rowsPerSample) / width, rowsBack: rowsBack);
    }

    private double? SameTimeDistance(int rowsPerSample)
    {
        var seconds = _spacing.Seconds * rowsPerSample;
        var period = seconds <= 0 || seconds > SecondsPerDay ? 0 : (int)((SecondsPerDay + (seconds / 2)) / seconds);
        var distance = period < MinSamplesPerDay ? -1 : _shapes.SameTimeDistance(period);
        return distance < 0 ? null : distance;
    }

    private int RowsPerSample() =>
        _spacing.Seconds == 0
            ? 1
            : (int)Math.Clamp(Math.Floor((parameters.SampleMinutes * 60 / _spacing.Seconds) + 0.5), 1, parameters.MaxRowsPerSample);

    /// <summary>Mean of the last novelties, summed anew each time so that it does not depend on when it began.</summary>
    private double Average(double novelty)
    {
        _novelties[Row % _novelties.Length] = novelty;
        var sum = 0.0;
        foreach (var one in _novelties)
        {
            sum += one;
        }

        return sum / Math.Min(Row + 1, _novelties.Length);
    }

    /// <summary>Rows for which the value has not changed at all, at most a thousand.</summary>
    private double Run(double value)
    {
        _run = Row > 0 && value.Equals(_last) ? Math.Min(_run + 1, 1000) : 0;
        _last = value;
        return _run;
    }
}
