namespace HtmIt.Engine.SequenceMemory;

/// <summary>
/// What a temporal memory needs during one row and not beyond it. It belongs to the thread, so that models that take turns find it in the
/// processor's cache and keep only what outlives a row themselves. Between rows all of it is zero.
/// </summary>
internal sealed class MemoryScratch
{
    /// <summary>Cell numbers have sixteen bits, and a column has 32 of them.</summary>
    private const int Columns = (ushort.MaxValue + 1) / TemporalMemory.CellsPerColumn;

    private const int MostActive = 100;

    [ThreadStatic]
    private static MemoryScratch? _mine;

    private ushort[] _lists = [];

    /// <summary>The scratch of the thread that asks.</summary>
    public static MemoryScratch Mine => _mine ??= new MemoryScratch();

    /// <summary>Per column the cells that were active in the row before, as bits.</summary>
    public uint[] Previous { get; } = new uint[Columns];

    /// <summary>Per column the cells that won in the row before, as bits.</summary>
    public uint[] WinnerBits { get; } = new uint[Columns];

    /// <summary>Per column one more than its place among the columns that are on now; 0 for one that is not.</summary>
    public byte[] Place { get; } = new byte[Columns];

    /// <summary>For each column that is on now.</summary>
    public ColumnOutlook[] Outlooks { get; } = new ColumnOutlook[MostActive];

    /// <summary>Columns that were active in the row before.</summary>
    public ushort[] PreviousColumns { get; } = new ushort[MostActive];

    /// <summary>Cells that won in this row.</summary>
    public ushort[] Winners { get; } = new ushort[MostActive * TemporalMemory.CellsPerColumn];

    /// <summary>Cells to grow synapses to.</summary>
    public ushort[] Candidates { get; } = new ushort[MostActive * TemporalMemory.CellsPerColumn];

    /// <summary>Segments that lost their last synapse in this row.</summary>
    public List<ushort> Emptied { get; } = new(64);

    /// <summary>Segments that learn in a column, where all do that predicted it.</summary>
    public List<MatchingSegment> Learning { get; } = new(64);

    /// <summary>Per segment: synapses on active cells in the low byte, connected ones among them in the high byte.</summary>
    public ushort[] Counts { get; private set; } = [];

    /// <summary>Room for the numbers of all segments.</summary>
    public ushort[] Found { get; private set; } = [];

    /// <summary>Throws the thread's scratch away, after a row that was not finished.</summary>
    public static void Discard() => _mine = null;

    /// <summary>Makes room for so many segments.</summary>
    public void EnsureSegments(int segments)
    {
        if (Counts.Length < segments)
        {
            var counts = new ushort[segments];
            Counts.CopyTo(counts, 0);
            Counts = counts;
            Found = new ushort[segments];
        }
    }

    /// <summary>Room to copy an index to while it is packed.</summary>
    public Span<ushort> Lists(int entries)
    {
        if (_lists.Length < entries)
        {
            _lists = new ushort[entries * 3 / 2];
        }

        return _lists.AsSpan(0, entries);
    }
}
