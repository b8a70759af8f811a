using HtmIt.Engine.Kernels;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// The decision layer: joins what the temporal memory did not expect with how far values and shapes lie from all that was seen before,
/// each in decades of surprise against its own past, and tells each episode once.
/// </summary>
/// <remarks>It knows neither range nor length of the stream, keeps a bounded past, and has no threshold inside.</remarks>
internal sealed class SurpriseEstimator
{
    private const int SecondsPerDay = 24 * 60 * 60;
    private const int MinSamplesPerDay = 8;

    private readonly SurpriseParameters _parameters;
    private readonly EvidenceChannel _sequence;
    private readonly EvidenceChannel _value;
    private readonly EvidenceChannel _shortShape;
    private readonly EvidenceChannel _longShape;
    private readonly EvidenceChannel _sameTime;
    private readonly EvidenceChannel _stillness;
    private readonly SeenRange _range = new();
    private readonly SeenValues _seen = new();
    private readonly RowSpacing _spacing = new();
    private readonly SampleThinner _thinner;
    private readonly ShapeMemory _shapes;
    private readonly OnsetShaper _shaper;
    private readonly double[] _recent;
    private long _row;
    private double _last;
    private int _run;

    public SurpriseEstimator(SurpriseParameters parameters, KernelLevel kernel)
    {
        _parameters = parameters;
        _recent = new double[parameters.AveragedRows];
        _sequence = new EvidenceChannel(parameters.OrdinaryShare, parameters.SequenceSoftening);
        _value = new EvidenceChannel(parameters.OrdinaryShare, parameters.DistanceSoftening);
        _shortShape = new EvidenceChannel(parameters.OrdinaryShare, parameters.DistanceSoftening);
        _longShape = new EvidenceChannel(parameters.OrdinaryShare, parameters.DistanceSoftening);
        _sameTime = new EvidenceChannel(parameters.OrdinaryShare, parameters.DistanceSoftening);
        _stillness = new EvidenceChannel(parameters.OrdinaryShare, parameters.RunSoftening);
        _thinner = new SampleThinner(parameters.SpikeShare);
        _shapes = new ShapeMemory(kernel);
        _shaper = new OnsetShaper(parameters);
    }

    /// <summary>Takes the next record; gives the surprise in decades, 0 or more.</summary>
    /// <param name="unixSeconds">Time of the record; only the distance of records matters.</param>
    /// <param name="value">The value, finite.</param>
    /// <param name="rawAnomalyScore">Share of active columns that were not predicted.</param>
    public double Compute(long unixSeconds, double value, double rawAnomalyScore)
    {
        _spacing.Observe(unixSeconds);
        var cell = _range.Observe(value);
        Renumber(_range.Renumber);
        var hold = Math.Clamp((int)Math.Min(_parameters.HoldShare * _row, 1e6), _parameters.MinHoldRows, _parameters.MaxHoldRows);
        var counts = _row >= _parameters.UncountedRows;
        var told = _row >= _parameters.FirstRow;
        var evidence =
            (_parameters.SequenceWeight * _sequence.Next(Average(rawAnomalyScore), hold, counts, told))
            + (_parameters.ValueWeight * _value.Next(_seen.DistanceToNearest(cell) / _range.WidthInCells, hold, counts, told))
            + (_parameters.StillnessWeight * _stillness.Next(Run(value), hold, counts, told))
            + Shapes(cell, hold, counts, told);
        _seen.Add(cell);
        _row++;
        return told ? _shaper.Shape(evidence, _row) : 0;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_row);
        writer.Write(_last);
        writer.Write(_run);
        writer.Write(_recent);
        _range.Save(writer);
        _seen.Save(writer);
        _spacing.Save(writer);
        _thinner.Save(writer);
        _shapes.Save(writer);
        _shaper.Save(writer);
        foreach (var channel in Channels)
        {
            channel.Save(writer);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        _row = reader.ReadInt64(0, long.MaxValue);
        _last = reader.ReadDouble();
        _run = reader.ReadInt32(0, int.MaxValue);
        reader.Read(_recent);
        _range.Load(ref reader);
        _seen.Load(ref reader);
        _spacing.Load(ref reader);
        _thinner.Load(ref reader);
        _shapes.Load(ref reader);
        _shaper.Load(ref reader);
        foreach (var channel in Channels)
        {
            channel.Load(ref reader);
        }
    }

    private EvidenceChannel[] Channels => [_sequence, _value, _shortShape, _longShape, _sameTime, _stillness];

    private void Renumber(CellShift shift)
    {
        if (!shift.IsNone)
        {
            _seen.Renumber(shift);
            _thinner.Renumber(shift);
            _shapes.Renumber(shift);
        }
    }

    private double Shapes(int cell, int hold, bool counts, bool told)
    {
        var width = _range.WidthInCells;
        var rowsPerSample = RowsPerSample();
        if (!_thinner.Add(cell, rowsPerSample, width, out var sample))
        {
            return Weigh(_shortShape.Wait(hold), _longShape.Wait(hold), _sameTime.Wait(hold));
        }

        _shapes.Add(sample);
        var sameTime = SameTimeDistance(rowsPerSample);
        return Weigh(
            _shortShape.Next(_shapes.ShortDistance / width, hold, counts, told),
            _longShape.Next(_shapes.LongDistance / width, hold, counts, told),
            sameTime < 0 ? _sameTime.Wait(hold) : _sameTime.Next(sameTime / width, hold, counts, told)
        );
    }

    private double Weigh(double shortShape, double longShape, double sameTime) =>
        (_parameters.ShortShapeWeight * shortShape) + (_parameters.LongShapeWeight * longShape) + (_parameters.SameTimeWeight * sameTime);

    private double SameTimeDistance(int rowsPerSample)
    {
        var seconds = _spacing.Seconds * rowsPerSample;
        var period = seconds <= 0 || seconds > SecondsPerDay ? 0 : (int)((SecondsPerDay + (seconds / 2)) / seconds);
        return period < MinSamplesPerDay ? -1 : _shapes.SameTimeDistance(period);
    }

    private int RowsPerSample() =>
        _spacing.Seconds == 0
            ? 1
            : (int)Math.Clamp(Math.Floor((_parameters.SampleMinutes * 60 / _spacing.Seconds) + 0.5), 1, _parameters.MaxRowsPerSample);

    /// <summary>Mean of the last raw scores, summed anew each time so that it does not depend on when it began.</summary>
    private double Average(double rawAnomalyScore)
    {
        _recent[_row % _recent.Length] = rawAnomalyScore;
        var sum = 0.0;
        foreach (var score in _recent)
        {
            sum += score;
        }

        return sum / Math.Min(_row + 1, _recent.Length);
    }

    /// <summary>Rows for which the value has not changed at all, at most a thousand.</summary>
    private double Run(double value)
    {
        _run = _row > 0 && value.Equals(_last) ? Math.Min(_run + 1, 1000) : 0;
        _last = value;
        return _run;
    }
}
