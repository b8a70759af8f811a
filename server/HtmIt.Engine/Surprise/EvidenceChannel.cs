using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>One kind of evidence: a statistic's scale, and the wait for the other kinds.</summary>
internal sealed class EvidenceChannel(TailKind tail, double softening)
{
    private readonly EvidenceScale _scale = new(tail, softening);

    /// <summary>The evidence of the last few rows.</summary>
    public EvidenceHold Hold { get; } = new();

    /// <summary>Measures a new value of the statistic, then counts it. Null: the statistic has no value at this row.</summary>
    /// <returns>The evidence of this row alone, in decades.</returns>
    public double Next(in EvidenceRow row, double? statistic, double reference = 0, int rowsBack = 0)
    {
        var decades = 0.0;
        if (statistic is { } x)
        {
            decades = row.Speaks ? _scale.Measure(x) : 0;
            if (row.Counts)
            {
                _scale.Count(x);
            }
        }

        Hold.Add(row.Number, decades, row.Number - rowsBack, reference, row.HoldRows);
        return decades;
    }

    public void Save(SnapshotWriter writer)
    {
        _scale.Save(writer);
        Hold.Save(writer);
    }

    public void Load(ref SnapshotReader reader)
    {
        _scale.Load(ref reader);
        Hold.Load(ref reader);
    }
}
