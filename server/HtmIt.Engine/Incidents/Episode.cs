using HtmIt.Engine.Snapshots;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Incidents;

/// <summary>One stretch of evidence, in the making or over. Reused for the next but one, so that nothing is allocated.</summary>
internal sealed class Episode
{
    private const double LeastStep = 0.1;

    private readonly EvidenceShare[] _shares = new EvidenceShare[EvidenceBoard.Kinds];
    private double _mostEvidence;
    private IncidentRow _began;
    private IncidentRow _onset;
    private IncidentRow _peak;
    private IncidentRow _last;
    private IncidentRow? _end;

    /// <summary>How often it was told.</summary>
    public int TellingCount { get; private set; }

    /// <summary>The largest evidence told.</summary>
    public double Height { get; private set; }

    /// <summary>The severity at its last step.</summary>
    public double Severity { get; private set; }

    /// <summary>Whether people were told of it.</summary>
    public bool IsOpened { get; private set; }

    public void Begin(IncidentRow row)
    {
        (_began, _last, _end) = (row, row, null);
        (TellingCount, Height, Severity, IsOpened, _mostEvidence) = (0, 0, 0, false, 0);
    }

    /// <summary>Takes in the next row.</summary>
    public void Add(IncidentRow row) => _peak = row.Surprise > _peak.Surprise ? row : _peak;

    /// <summary>Nothing more belongs to it from this row on.</summary>
    public void End(IncidentRow row) => _end = row;

    /// <summary>Notes that it is told with so much evidence. What came before it opened was too little to be its onset.</summary>
    public IncidentEvents Tell(double evidence, double severity, IncidentRow onset, IncidentRow peak)
    {
        TellingCount++;
        Height = Math.Max(Height, evidence);
        if (IsOpened)
        {
            return IncidentEvents.Raised;
        }

        (_onset, _peak) = (onset, peak);
        IsOpened = severity >= Incidents.Severity.Default;
        return IsOpened ? IncidentEvents.Opened
            : TellingCount == 1 ? IncidentEvents.None
            : IncidentEvents.Grew;
    }

    /// <summary>Keeps the reasons as they were when there was most evidence, and the severity.</summary>
    /// <returns>Whether it takes a step: it is told, or has become so much more severe since the last step that it shows.</returns>
    public bool Note(IncidentRow row, double severity, bool isTold, EvidenceBoard board)
    {
        if (board.Evidence > _mostEvidence)
        {
            _mostEvidence = board.Evidence;
            board.CopyShares(_shares);
        }

        if (!isTold && severity < Severity + LeastStep)
        {
            return false;
        }

        (Severity, _last) = (Math.Max(Severity, severity), row);
        return true;
    }

    /// <summary>What it is now; null when nothing was told yet.</summary>
    public IncidentState? Describe() =>
        TellingCount == 0
            ? null
            : new IncidentState
            {
                Onset = _onset,
                Peak = _peak,
                Began = _began,
                Last = _last,
                End = _end,
                Severity = Severity,
                TellingCount = TellingCount,
                Reasons = [.. _shares.Where(share => share.Share > 0).OrderByDescending(share => share.Share)],
            };

    public void Save(SnapshotWriter writer)
    {
        writer.Write(TellingCount);
        writer.Write(Height);
        writer.Write(Severity);
        writer.Write(IsOpened);
        writer.Write(_mostEvidence);
        RowRing.Save(_began, writer);
        RowRing.Save(_onset, writer);
        RowRing.Save(_peak, writer);
        RowRing.Save(_last, writer);
        writer.Write(_end is not null);
        RowRing.Save(_end ?? default, writer);
        foreach (var share in _shares)
        {
            writer.Write(share.Share);
            writer.Write(share.Reference);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        TellingCount = reader.ReadInt32(0, int.MaxValue);
        Height = reader.ReadDouble();
        Severity = reader.ReadDouble();
        IsOpened = reader.ReadBoolean();
        _mostEvidence = reader.ReadDouble();
        _began = RowRing.LoadRow(ref reader);
        _onset = RowRing.LoadRow(ref reader);
        _peak = RowRing.LoadRow(ref reader);
        _last = RowRing.LoadRow(ref reader);
        var hasEnded = reader.ReadBoolean();
        var end = RowRing.LoadRow(ref reader);
        _end = hasEnded ? end : null;
        for (var kind = 0; kind < _shares.Length; kind++)
        {
            _shares[kind] = new((EvidenceKind)kind, reader.ReadDouble(), reader.ReadDouble());
        }
    }
}
