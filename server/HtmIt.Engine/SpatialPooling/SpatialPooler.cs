using System.Numerics;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.SpatialPooling;

/// <summary>
/// Turns an input of some hundred bits into a fixed number of winning columns that resemble each other as the inputs do, and lets
/// the winners move towards what made them win. Columns that never won are not stored: they are as the shared start has them.
/// </summary>
internal sealed class SpatialPooler
{
    /// <summary>Columns per allocation of permanence rows.</summary>
    private const int ChunkColumns = 32;

    private readonly KernelLevel _kernel;
    private readonly SpatialPoolerStart _start;
    private readonly ProximalRates _rates;
    private readonly int _inputs;
    private readonly int _rowLength;
    private readonly ulong[][] _connected;
    private readonly ulong[][] _activeRows;
    private readonly ulong[] _planes;
    private readonly ulong[] _candidates;
    private readonly ushort[] _activeMask;
    private readonly uint[] _flips;
    private readonly ushort[] _slots;
    private readonly List<ushort[]> _chunks = [];

    public SpatialPooler(ModelParameters parameters, KernelLevel kernel)
    {
        _kernel = kernel;
        _start = SpatialPoolerStart.For(parameters);
        _rates = ProximalRates.From(parameters);
        _inputs = parameters.InputBits;
        _rowLength = (_inputs + ProximalKernel.Lanes - 1) / ProximalKernel.Lanes * ProximalKernel.Lanes;
        _connected = (ulong[][])_start.Connected.Clone();
        _activeRows = new ulong[64][];
        _planes = new ulong[OverlapKernel.Planes * parameters.ColumnCount / 64];
        _candidates = new ulong[parameters.ColumnCount / 64];
        _activeMask = new ushort[_rowLength];
        _flips = new uint[_rowLength / 32];
        _slots = new ushort[parameters.ColumnCount];
        Array.Fill(_slots, ushort.MaxValue);
    }

    /// <summary>Number of columns that ever won.</summary>
    public int UsedColumns { get; private set; }

    /// <summary>The consecutive number a column got when it first won.</summary>
    public int SlotOf(int column) => _slots[column];

    /// <summary>Takes the indices of the inputs that are on; writes the winning columns, ascending, and learns.</summary>
    public void Compute(ReadOnlySpan<ushort> input, Span<ushort> winners)
    {
        for (var i = 0; i < input.Length; i++)
        {
            _activeRows[i] = _connected[input[i]];
            _activeMask[input[i]] = ushort.MaxValue;
        }

        OverlapKernel.Count(_kernel, _activeRows.AsSpan(0, input.Length), _planes);
        LargestKernel.Pick(_planes, _candidates, winners);
        foreach (var column in winners)
        {
            Learn(column);
        }

        foreach (var bit in input)
        {
            _activeMask[bit] = 0;
        }
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(UsedColumns);
        Span<ushort> columns = stackalloc ushort[UsedColumns];
        for (var column = 0; column < _slots.Length; column++)
        {
            if (_slots[column] != ushort.MaxValue)
            {
                columns[_slots[column]] = (ushort)column;
            }
        }

        writer.Write(columns);
        for (var slot = 0; slot < UsedColumns; slot++)
        {
            writer.Write(Row(slot)[.._inputs]);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        var used = reader.ReadInt32(0, _slots.Length);
        Span<ushort> columns = stackalloc ushort[used];
        Span<ushort> start = stackalloc ushort[_inputs];
        reader.Read(columns);
        foreach (var column in columns)
        {
            SnapshotReader.Check(column, 0, _slots.Length - 1);
            SnapshotReader.Check(_slots[column], ushort.MaxValue, ushort.MaxValue);
            var row = AddRow(column);
            row[.._inputs].CopyTo(start);
            reader.Read(row[.._inputs]);
            for (var i = 0; i < _inputs; i++)
            {
                if ((start[i] >= _rates.Connected) != (row[i] >= _rates.Connected))
                {
                    Flip(i, column);
                }
            }
        }
    }

    private void Learn(int column)
    {
        var row = _slots[column] == ushort.MaxValue ? AddRow(column) : Row(_slots[column]);
        ProximalKernel.Learn(_kernel, row, _activeMask, _rates, _flips);
        for (var w = 0; w < _flips.Length; w++)
        {
            for (var word = _flips[w]; word != 0; word &= word - 1)
            {
                Flip((w * 32) + BitOperations.TrailingZeroCount(word), column);
            }
        }
    }

    private Span<ushort> Row(int slot) => _chunks[slot / ChunkColumns].AsSpan(slot % ChunkColumns * _rowLength, _rowLength);

    private Span<ushort> AddRow(int column)
    {
        if (UsedColumns % ChunkColumns == 0)
        {
            _chunks.Add(new ushort[ChunkColumns * _rowLength]);
        }

        _slots[column] = (ushort)UsedColumns;
        var row = Row(UsedColumns++);
        _start.Permanences(column, row);
        return row;
    }

    private void Flip(int input, int column)
    {
        if (ReferenceEquals(_connected[input], _start.Connected[input]))
        {
            _connected[input] = (ulong[])_connected[input].Clone();
        }

        _connected[input][column / 64] ^= 1UL << (column % 64);
    }
}
