using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// Makes one sample of several rows: their mean, unless one row stands out from it, then that row, on the side that lies farther from
/// where the series has been. So noise is averaged away and spikes survive.
/// </summary>
internal sealed class SampleThinner(double spikeShare)
{
    private double _sum;
    private double _lowest;
    private double _highest;
    private double _ordinary;
    private int _rows;
    private bool _started;

    /// <summary>Takes a row in cells; true when <paramref name="sample"/> is complete.</summary>
    public bool Add(int cell, int rowsPerSample, double width, out int sample)
    {
        _lowest = _rows == 0 ? cell : Math.Min(_lowest, cell);
        _highest = _rows == 0 ? cell : Math.Max(_highest, cell);
        _sum = _rows == 0 ? cell : _sum + cell;
        _rows++;
        sample = 0;
        if (_rows < rowsPerSample)
        {
            return false;
        }

        sample = (int)Math.Floor(Finish(spikeShare * width) + 0.5);
        return true;
    }

    /// <summary>Carries the open sample over to new cell numbers.</summary>
    public void Renumber(CellShift shift)
    {
        double Move(double cell) => Math.Clamp(shift.Apply((int)cell), 0, SeenRange.Cells - 1);
        _sum = _rows == 0 ? 0 : Move(_sum / _rows) * _rows;
        _lowest = Move(_lowest);
        _highest = Move(_highest);
        _ordinary = Move(_ordinary);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_sum);
        writer.Write(_lowest);
        writer.Write(_highest);
        writer.Write(_ordinary);
        writer.Write(_rows);
        writer.Write(_started);
    }

    public void Load(ref SnapshotReader reader)
    {
        _sum = reader.ReadDouble();
        _lowest = reader.ReadDouble();
        _highest = reader.ReadDouble();
        _ordinary = reader.ReadDouble();
        _rows = reader.ReadInt32(0, 1024);
        _started = reader.ReadBoolean();
    }

    private double Finish(double spike)
    {
        var mean = _sum / _rows;
        _ordinary = _started ? _ordinary : mean;
        var farthest = Math.Abs(_lowest - _ordinary) > Math.Abs(_highest - _ordinary) ? _lowest : _highest;
        _ordinary = 0.5 * (_ordinary + mean);
        _started = true;
        _rows = 0;
        return Math.Abs(farthest - mean) > spike ? farthest : mean;
    }
}
