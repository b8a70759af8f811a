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
    private int _lowestRow;
    private int _highestRow;
    private int _rows;
    private bool _started;

    /// <summary>Takes a row in cells; true when <paramref name="sample"/> is complete.</summary>
    /// <param name="cell">The row's value.</param>
    /// <param name="rowsPerSample">Rows that make a sample.</param>
    /// <param name="width">Width of the range of values, in cells.</param>
    /// <param name="sample">The sample, once it is complete.</param>
    /// <param name="rowsBack">How many rows ago the row came that stands out; 0 when none does.</param>
    public bool Add(int cell, int rowsPerSample, double width, out int sample, out int rowsBack)
    {
        if (_rows == 0)
        {
            (_sum, _lowest, _highest, _lowestRow, _highestRow) = (cell, cell, cell, 0, 0);
        }
        else
        {
            _sum += cell;
            (_lowest, _lowestRow) = cell < _lowest ? (cell, _rows) : (_lowest, _lowestRow);
            (_highest, _highestRow) = cell > _highest ? (cell, _rows) : (_highest, _highestRow);
        }

        _rows++;
        (sample, rowsBack) = (0, 0);
        if (_rows < rowsPerSample)
        {
            return false;
        }

        sample = (int)Math.Floor(Finish(spikeShare * width, out rowsBack) + 0.5);
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

    /// <summary>Whether the next row completes a sample of so many.</summary>
    public bool IsDueWithin(int rowsPerSample) => _rows + 1 >= rowsPerSample;

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_sum);
        writer.Write(_lowest);
        writer.Write(_highest);
        writer.Write(_ordinary);
        writer.Write(_lowestRow);
        writer.Write(_highestRow);
        writer.Write(_rows);
        writer.Write(_started);
    }

    public void Load(ref SnapshotReader reader)
    {
        _sum = reader.ReadDouble();
        _lowest = reader.ReadDouble();
        _highest = reader.ReadDouble();
        _ordinary = reader.ReadDouble();
        _lowestRow = reader.ReadInt32(0, 1024);
        _highestRow = reader.ReadInt32(0, 1024);
        _rows = reader.ReadInt32(0, 1024);
        _started = reader.ReadBoolean();
    }

    private double Finish(double spike, out int rowsBack)
    {
        var mean = _sum / _rows;
        _ordinary = _started ? _ordinary : mean;
        var low = Math.Abs(_lowest - _ordinary) > Math.Abs(_highest - _ordinary);
        var farthest = low ? _lowest : _highest;
        var standsOut = Math.Abs(farthest - mean) > spike;
        rowsBack = standsOut ? _rows - 1 - (low ? _lowestRow : _highestRow) : 0;
        _ordinary = 0.5 * (_ordinary + mean);
        _started = true;
        _rows = 0;
        return standsOut ? farthest : mean;
    }
}
