using HtmIt.Engine.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// Makes one short peak of each episode of evidence: told once when it has settled, silent afterwards unless the evidence grows a lot,
/// and discounted by how often something about as large was told before.
/// </summary>
internal sealed class OnsetShaper(SurpriseParameters parameters)
{
    private readonly OnsetHistory _history = new(parameters.ForgettingRows);
    private double _pending;
    private long _pendingSince = -1;
    private double _last;
    private long _lastRow = long.MinValue / 2;
    private double _episode;

    public double Shape(double evidence, long row)
    {
        var quiet = Math.Clamp((int)Math.Min(parameters.QuietShare * row, 1e6), parameters.MinQuietRows, parameters.MaxQuietRows);
        if (_pendingSince < 0)
        {
            if (!Breaks(evidence, row, quiet))
            {
                return 0;
            }

            _pendingSince = row;
            _pending = evidence;
        }

        _pending = Math.Max(_pending, evidence);
        if (row - _pendingSince < parameters.SettleRows)
        {
            return 0;
        }

        _pendingSince = -1;
        return Tell(_pending, row, quiet);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_pending);
        writer.Write(_pendingSince);
        writer.Write(_last);
        writer.Write(_lastRow);
        writer.Write(_episode);
        _history.Save(writer);
    }

    public void Load(ref SnapshotReader reader)
    {
        _pending = reader.ReadDouble();
        _pendingSince = reader.ReadInt64();
        _last = reader.ReadDouble();
        _lastRow = reader.ReadInt64();
        _episode = reader.ReadDouble();
        _history.Load(ref reader);
    }

    private bool Breaks(double evidence, long row, int quiet) =>
        evidence > 0 && (row - _lastRow >= quiet || evidence >= parameters.BreakFactor * _last);

    private double Tell(double evidence, long row, int quiet)
    {
        if (row - _lastRow >= quiet && _episode > 0)
        {
            _history.Add(_episode, _lastRow);
            _episode = 0;
        }

        _last = evidence;
        _lastRow = row;
        _episode = Math.Max(_episode, evidence);
        return evidence / (1 + (parameters.Habituation * _history.CountFrom(parameters.AlikeShare * evidence, row)));
    }
}
