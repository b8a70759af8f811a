using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Incidents;

/// <summary>The last rows, as far back as evidence can wait.</summary>
internal sealed class RowRing
{
    private const int Capacity = 64;

    private readonly IncidentRow[] _rows = new IncidentRow[Capacity];

    public void Add(IncidentRow row) => _rows[row.Row & (Capacity - 1)] = row;

    /// <summary>A row of the last so many.</summary>
    public IncidentRow this[long row] => _rows[row & (Capacity - 1)];

    /// <summary>The most unusual of the rows from <paramref name="first"/> to <paramref name="last"/>, the earliest of equal ones.</summary>
    public IncidentRow Peak(long first, long last)
    {
        first = Math.Max(first, last - Capacity + 1);
        var peak = this[first];
        for (var row = first + 1; row <= last; row++)
        {
            peak = this[row].Surprise > peak.Surprise ? this[row] : peak;
        }

        return peak;
    }

    public void Save(SnapshotWriter writer)
    {
        foreach (var row in _rows)
        {
            Save(row, writer);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        foreach (ref var row in _rows.AsSpan())
        {
            row = LoadRow(ref reader);
        }
    }

    public static void Save(IncidentRow row, SnapshotWriter writer)
    {
        writer.Write(row.Row);
        writer.Write(row.UnixSeconds);
        writer.Write(row.Value);
        writer.Write(row.Surprise);
    }

    public static IncidentRow LoadRow(ref SnapshotReader reader) =>
        new(reader.ReadInt64(0, long.MaxValue), reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble());
}
