using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>One kind of evidence: a statistic, its scale, and the wait for the others.</summary>
internal sealed class EvidenceChannel(double ordinaryShare, double softening)
{
    private readonly SurpriseScale _scale = new(ordinaryShare, softening);
    private readonly EvidenceHold _hold = new();

    /// <summary>Measures a new value of the statistic, then counts it.</summary>
    public double Next(double statistic, int holdRows, bool counts, bool told)
    {
        var surprise = told ? _scale.Measure(statistic) : 0;
        if (counts)
        {
            _scale.Count(statistic);
        }

        return _hold.Add(surprise, holdRows);
    }

    /// <summary>A row on which the statistic has no new value.</summary>
    public double Wait(int holdRows) => _hold.Add(0, holdRows);

    public void Save(SnapshotWriter writer)
    {
        _scale.Save(writer);
        _hold.Save(writer);
    }

    public void Load(ref SnapshotReader reader)
    {
        _scale.Load(ref reader);
        _hold.Load(ref reader);
    }
}
