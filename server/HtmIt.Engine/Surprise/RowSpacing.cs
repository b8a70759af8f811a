using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>Finds how far apart rows are: the median of blocks of 31 distances, so that gaps and repeated timestamps do not matter.</summary>
internal sealed class RowSpacing
{
    private const int BlockRows = 31;

    private readonly long[] _block = new long[BlockRows];
    private long _last;
    private int _rows = -1;

    /// <summary>Median distance in seconds; 0 while unknown.</summary>
    public long Seconds { get; private set; }

    public void Observe(long unixSeconds)
    {
        if (_rows >= 0)
        {
            _block[_rows] = Math.Max(0, unixSeconds - _last);
        }

        _last = unixSeconds;
        _rows++;
        if (_rows == BlockRows)
        {
            Array.Sort(_block);
            Seconds = _block[BlockRows / 2];
            _rows = 0;
        }
        else if (Seconds == 0 && _rows > 0)
        {
            // A first guess until the first block is full.
            Seconds = _block[0];
        }
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_last);
        writer.Write(_rows);
        writer.Write(Seconds);
        for (var row = 0; row < _rows; row++)
        {
            writer.Write(_block[row]);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        _last = reader.ReadInt64();
        _rows = reader.ReadInt32(-1, BlockRows - 1);
        Seconds = reader.ReadInt64(0, long.MaxValue);
        for (var row = 0; row < _rows; row++)
        {
            _block[row] = reader.ReadInt64(0, long.MaxValue);
        }
    }
}
