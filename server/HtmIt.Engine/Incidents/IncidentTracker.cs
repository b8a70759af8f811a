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
    private readonly EvidenceShare[] _shares = new EvidenceShare[EvidenceBoard.Kinds];
    private bool _running;
    private bool _opened;
    private double _lastEvidence;
    private double _lastDiscounted;
    private long _lastRow = long.MinValue / 2;
    private double _height;
    private double _mostEvidence;
    private int _tellings;
    private IncidentRow _began;
    private IncidentRow _onset;
    private IncidentRow _peak;
    private IncidentRow _newest;

    /// <summary>The largest severity of the incident that goes on; 0 when none does.</summary>
    public double Severity { get; private set; }

    /// <summary>Takes the evidence of the next row.</summary>
    public IncidentEvents Next(IncidentRow row, EvidenceBoard board)
    {
        _rows.Add(row);
        var quiet = Math.Clamp(
            (int)Math.Min(parameters.QuietShare * row.Row, 1e6),
            parameters.MinQuietRows,
            parameters.MaxQuietRows
        );
        var events = _running && row.Row - _lastRow >= quiet ? End() : IncidentEvents.None;
        var evidence = board.Evidence;
        var discounted = Discount(evidence, row.Row);
        if (_running)
        {
            _newest = row;
            _peak = row.Surprise > _peak.Surprise ? row : _peak;
        }

        if (Tells(evidence, discounted))
        {
            events |= Tell(row, board, discounted);
        }

        if (_running)
        {
            Severity = Math.Max(Severity, Incidents.Severity.Of(discounted));
            NoteReasons(board);
        }

        return events;
    }

    /// <summary>The incident that goes on or, at a row that ended one and began none, the one that ended; null when there is none.</summary>
    public IncidentState? Describe() =>
        _tellings == 0
            ? null
            : new IncidentState
            {
                Onset = _onset,
                Peak = _peak,
                Began = _began,
                Last = _newest,
                Severity = Severity,
                TellingCount = _tellings,
                Reasons = [.. _shares.Where(share => share.Share > 0).OrderByDescending(share => share.Share)],
            };

    public void Save(SnapshotWriter writer)
    {
        _history.Save(writer);
        _rows.Save(writer);
        writer.Write(_running);
        writer.Write(_opened);
        writer.Write(_lastEvidence);
        writer.Write(_lastDiscounted);
        writer.Write(_lastRow);
        writer.Write(_height);
        writer.Write(_mostEvidence);
        writer.Write(_tellings);
        writer.Write(Severity);
        RowRing.Save(_began, writer);
        RowRing.Save(_onset, writer);
        RowRing.Save(_peak, writer);
        RowRing.Save(_newest, writer);
        foreach (var share in _shares)
        {
            writer.Write(share.Share);
            writer.Write(share.Reference);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        _history.Load(ref reader);
        _rows.Load(ref reader);
        _running = reader.ReadBoolean();
        _opened = reader.ReadBoolean();
        _lastEvidence = reader.ReadDouble();
        _lastDiscounted = reader.ReadDouble();
        _lastRow = reader.ReadInt64();
        _height = reader.ReadDouble();
        _mostEvidence = reader.ReadDouble();
        _tellings = reader.ReadInt32(0, int.MaxValue);
        Severity = reader.ReadDouble();
        _began = RowRing.LoadRow(ref reader);
        _onset = RowRing.LoadRow(ref reader);
        _peak = RowRing.LoadRow(ref reader);
        _newest = RowRing.LoadRow(ref reader);
        for (var kind = 0; kind < _shares.Length; kind++)
        {
            _shares[kind] = new((EvidenceKind)kind, reader.ReadDouble(), reader.ReadDouble());
        }
    }

    private bool Tells(double evidence, double discounted) =>
        evidence > 0
        && (!_running || evidence >= parameters.BreakFactor * _lastEvidence || (_lastDiscounted < 1 && discounted >= 1));

    private IncidentEvents Tell(IncidentRow row, EvidenceBoard board, double discounted)
    {
        var events = IncidentEvents.None;
        if (!_running)
        {
            Begin(row, board);
            events = IncidentEvents.Began;
        }

        _tellings++;
        _lastRow = row.Row;
        _lastEvidence = board.Evidence;
        _lastDiscounted = discounted;
        _height = Math.Max(_height, board.Evidence);
        if (_opened)
        {
            return events | IncidentEvents.Raised;
        }

        _opened = discounted >= 1;
        return _opened ? events | IncidentEvents.Opened : events;
    }

    private void Begin(IncidentRow row, EvidenceBoard board)
    {
        (_running, _opened, _tellings, _height, _mostEvidence, Severity) = (true, false, 0, 0, 0, 0);
        (_began, _newest) = (row, row);
        var onset = board.OnsetRow(row.Row);
        _onset = _rows[onset];
        _peak = _rows.Peak(onset, row.Row);
    }

    private IncidentEvents End()
    {
        _running = false;
        _history.Add(_height, _lastRow);
        return IncidentEvents.Ended;
    }

    private void NoteReasons(EvidenceBoard board)
    {
        if (board.Evidence > _mostEvidence)
        {
            _mostEvidence = board.Evidence;
            board.CopyShares(_shares);
        }
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
