using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>The largest of the last few pieces of evidence: one kind comes rows before another, and waits for it.</summary>
internal sealed class EvidenceHold
{
    public const int Capacity = 32;

    private readonly double[] _decades = new double[Capacity];
    private readonly double[] _references = new double[Capacity];
    private readonly long[] _rows = new long[Capacity];
    private long _foundAt;

    /// <summary>The largest evidence of the rows that wait.</summary>
    public double Largest { get; private set; }

    /// <summary>The row it came from.</summary>
    public long Row { get; private set; }

    /// <summary>What the row was compared with; see <see cref="EvidenceShare"/>.</summary>
    public double Reference { get; private set; }

    /// <summary>Takes the evidence of a row.</summary>
    /// <param name="row">The row, one more than last time.</param>
    /// <param name="decades">The evidence.</param>
    /// <param name="from">The row it speaks of, this one or one shortly before.</param>
    /// <param name="reference">What that row was compared with.</param>
    /// <param name="rows">Rows for which evidence waits, this one included.</param>
    public void Add(long row, double decades, long from, double reference, int rows)
    {
        var slot = (int)(row & (Capacity - 1));
        _decades[slot] = decades;
        _rows[slot] = from;
        _references[slot] = reference;
        if (decades > Largest)
        {
            Take(row);
        }
        else if (Largest > 0 && row - _foundAt >= rows)
        {
            FindLargest(row, rows);
        }
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_foundAt);
        writer.Write(Largest);
        writer.Write(Row);
        writer.Write(Reference);
        writer.Write(_decades);
        writer.Write(_references);
        foreach (var row in _rows)
        {
            writer.Write(row);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        _foundAt = reader.ReadInt64();
        Largest = reader.ReadDouble();
        Row = reader.ReadInt64();
        Reference = reader.ReadDouble();
        reader.Read(_decades);
        reader.Read(_references);
        foreach (ref var row in _rows.AsSpan())
        {
            row = reader.ReadInt64();
        }
    }

    private void FindLargest(long row, int rows)
    {
        Largest = 0;
        for (var at = row - rows + 1; at <= row; at++)
        {
            if (_decades[at & (Capacity - 1)] > Largest)
            {
                Take(at);
            }
        }
    }

    private void Take(long row)
    {
        var slot = (int)(row & (Capacity - 1));
        (_foundAt, Largest, Row, Reference) = (row, _decades[slot], _rows[slot], _references[slot]);
    }
}
