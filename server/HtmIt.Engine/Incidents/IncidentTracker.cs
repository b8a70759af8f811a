using HtmIt.Engine.Layout;
using HtmIt.Engine.Numerics;
using HtmIt.Engine.Snapshots;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Incidents;

/// <summary>
/// Makes incidents of evidence: one begins at once when evidence comes, takes in what comes within the quiet time after it, is told again
/// when its evidence doubles, and ends when nothing is told for the quiet time. Evidence counts less the more often as much was there before.
/// </summary>
internal sealed class IncidentTracker(IncidentParameters parameters)
{
    private readonly EpisodeHistory _history = new(parameters.MemoryRows);
    private readonly RowRing _rows = new();
    private Episode _current = new();
    private Episode _ended = new();
    private bool _running;
    private double _lastEvidence;
    private double _lastDiscounted;
    private long _lastRow;

    /// <summary>The severity of the incident if the newest row is a step of it; else 0.</summary>
    public double StepSeverity { get; private set; }

    /// <summary>The incident that goes on; null when none does.</summary>
    public IncidentState? Running => _running ? _current.Describe() : null;

    /// <summary>The incident that ended last; null before the first one did.</summary>
    public IncidentState? Ended => _ended.Describe();

    /// <summary>Takes the evidence of the next row.</summary>
    public IncidentEvents Next(IncidentRow row, EvidenceBoard board)
    {
        _rows.Add(row);
        StepSeverity = 0;
        var events = _running && row.Row - _lastRow >= QuietRows(row.Row) ? End(row) : IncidentEvents.None;
        var discounted = Discount(board.Evidence, row.Row);
        var severity = Incidents.Severity.Of(discounted);
        if (_running)
        {
            _current.Add(row);
        }

        var isTold = Tells(board.Evidence, discounted);
        if (isTold)
        {
            events |= _running ? IncidentEvents.None : Begin(row);
            var onset = board.OnsetRow(row.Row);
            events |= _current.Tell(board.Evidence, severity, _rows[onset], _rows.Peak(onset, row.Row));
            (_lastEvidence, _lastDiscounted, _lastRow) = (board.Evidence, discounted, row.Row);
        }

        if (_running && _current.Note(row, severity, isTold, board))
        {
            StepSeverity = _current.Severity;
        }

        return events;
    }

    /// <summary>Asks for what every row needs.</summary>
    public void PrefetchState()
    {
        Prefetch.Object(_history, 32);
        Prefetch.Object(_rows, 32);
        Prefetch.Object(_current, 64);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_running);
        writer.Write(_lastEvidence);
        writer.Write(_lastDiscounted);
        writer.Write(_lastRow);
        _history.Save(writer);
        _rows.Save(writer);
        _current.Save(writer);
        _ended.Save(writer);
    }

    public void Load(ref SnapshotReader reader)
    {
        _running = reader.ReadBoolean();
        _lastEvidence = reader.ReadDouble();
        _lastDiscounted = reader.ReadDouble();
        _lastRow = reader.ReadInt64(0, long.MaxValue);
        _history.Load(ref reader);
        _rows.Load(ref reader);
        _current.Load(ref reader);
        _ended.Load(ref reader);
    }

    private int QuietRows(long row) =>
        Math.Clamp((int)Math.Min(parameters.QuietShare * row, 1e6), parameters.MinQuietRows, parameters.MaxQuietRows);

    private bool Tells(double evidence, double discounted) =>
        evidence > 0 && (!_running || evidence >= parameters.BreakFactor * _lastEvidence || (_lastDiscounted < 1 && discounted >= 1));

    private IncidentEvents Begin(IncidentRow row)
    {
        _running = true;
        _current.Begin(row);
        return IncidentEvents.Began;
    }

    private IncidentEvents End(IncidentRow row)
    {
        _running = false;
        _current.End(row);
        _history.Add(_current.Height, _lastRow);
        (_current, _ended) = (_ended, _current);
        return IncidentEvents.Ended;
    }

    /// <summary>
    /// The evidence divided by how often as much was there before. A young model is taken to have told something twice already; the count is
    /// brought to what it would be over a fixed number of rows, so that age alone changes nothing.
    /// </summary>
    private double Discount(double evidence, long row)
    {
        if (evidence <= 0)
        {
            return 0;
        }

        var count =
            (parameters.AssumedEpisodes * PortableMath.Exp(-row / parameters.CalibratedRows))
            + _history.CountFrom(parameters.AlikeShare * evidence, row);
        var seen = (parameters.MemoryRows * (1 - PortableMath.Exp(-row / parameters.MemoryRows))) + parameters.AssumedRows;
        var discounted = evidence / (1 + (parameters.Habituation * parameters.CalibratedRows * count / seen));
        return evidence < 1 ? Math.Min(discounted, 0.5 * evidence) : discounted;
    }
}
