using System.Numerics;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.SpatialPooling;

/// <summary>
/// Turns an input of some hundred bits into a fixed number of winning columns that resemble each other as the inputs do, and lets
/// the winners move towards what made them win.
/// </summary>
/// <remarks>
/// A column that never won is as the shared start has it and takes no memory. On its first win it gets the next slot, its own
/// permanences and its own place in the model's bit rows. Among equal overlaps the older slot wins, and any slot wins over a column
/// that never won, the lower of those first: a metric keeps to the columns it has.
/// </remarks>
internal sealed partial class SpatialPooler
{
    private const int ChunkColumns = 32;
    private const int SlotStep = 512;
    private const int WordBits = 64;

    private readonly KernelLevel _kernel;
    private readonly SpatialPoolerStart _start;
    private readonly ProximalRates _rates;
    private readonly int _inputs;
    private readonly int _rowLength;
    private readonly int _startWords;
    private readonly int _maxUsed;
    private readonly ulong[] _unused;
    private readonly byte[] _activeMask;
    private readonly ulong[] _flips;
    private readonly List<byte[]> _chunks = [];

    // Per slot: its column and how often it won. Per input: the bit row of slots connected to it.
    private ushort[] _columns = [];
    private uint[] _wins = [];
    private ulong[] _connected = [];
    private ulong[] _planes = [];
    private ulong[] _candidates = [];
    private int _slotWords;

    public SpatialPooler(ModelParameters parameters, KernelLevel kernel)
    {
        _kernel = kernel;
        _start = SpatialPoolerStart.For(parameters);
        _rates = ProximalRates.From(parameters);
        _inputs = parameters.InputBits;
        _rowLength = (_inputs + ProximalKernel.Lanes - 1) / ProximalKernel.Lanes * ProximalKernel.Lanes;
        _startWords = parameters.ColumnCount / WordBits;
        _maxUsed = Math.Min(parameters.MaxUsedColumns, parameters.ColumnCount);
        _unused = new ulong[_startWords];
        Array.Fill(_unused, ulong.MaxValue);
        _activeMask = new byte[_rowLength];
        _flips = new ulong[_rowLength / WordBits];
        Widen();
    }

    /// <summary>Number of columns that ever won.</summary>
    public int UsedColumns { get; private set; }

    /// <summary>Takes all the memory the pooler can ever need.</summary>
    public void Reserve()
    {
        while (_slotWords * WordBits < _maxUsed)
        {
            Widen();
        }

        while (_chunks.Count * ChunkColumns < _maxUsed)
        {
            AddChunk();
        }
    }

    /// <summary>Takes the indices of the inputs that are on; writes the slots of the winning columns, and learns.</summary>
    public void Compute(ReadOnlySpan<ushort> input, Span<ushort> winners)
    {
        var places = _slotWords + _startWords;
        OverlapKernel.Count(_kernel, _connected, input, _slotWords, _planes, places);
        OverlapKernel.Count(_kernel, _start.Connected, input, _startWords, _planes.AsSpan(_slotWords), places);
        PickWinners(winners);
        foreach (var bit in input)
        {
            _activeMask[bit] = byte.MaxValue;
        }

        var firstUnused = _slotWords * WordBits;
        foreach (ref var winner in winners)
        {
            winner = (ushort)(winner < firstUnused ? winner : AddSlot(winner - firstUnused));
        }

        foreach (var slot in winners)
        {
            Learn(slot);
        }

        foreach (var bit in input)
        {
            _activeMask[bit] = 0;
        }
    }

    private void PickWinners(Span<ushort> winners)
    {
        var candidates = _candidates.AsSpan();
        candidates[.._slotWords].Clear();
        candidates[..(UsedColumns / WordBits)].Fill(ulong.MaxValue);
        if (UsedColumns % WordBits != 0)
        {
            candidates[UsedColumns / WordBits] = (1UL << (UsedColumns % WordBits)) - 1;
        }

        if (UsedColumns + winners.Length <= _maxUsed)
        {
            _unused.CopyTo(candidates[_slotWords..]);
        }
        else
        {
            candidates[_slotWords..].Clear();
        }

        LargestKernel.Pick(_planes, candidates, winners);
    }

    private void Learn(int slot)
    {
        var win = _wins[slot]++;
        var step = new ProximalStep(
            ProximalRates.UnitsAt(win, _rates.Increment),
            ProximalRates.UnitsAt(win, _rates.Decrement),
            _rates.Connected
        );
        if (step.IsEmpty)
        {
            return;
        }

        ProximalKernel.Learn(_kernel, Row(slot), _activeMask, step, _flips);
        FlipConnections(slot);
    }

    private void FlipConnections(int slot)
    {
        for (var w = 0; w < _flips.Length; w++)
        {
            for (var word = _flips[w]; word != 0; word &= word - 1)
            {
                var input = (w * WordBits) + BitOperations.TrailingZeroCount(word);
                _connected[(input * _slotWords) + (slot / WordBits)] ^= 1UL << (slot % WordBits);
            }
        }
    }

    private Span<byte> Row(int slot) => _chunks[slot / ChunkColumns].AsSpan(slot % ChunkColumns * _rowLength, _rowLength);

    private int AddSlot(int column)
    {
        var slot = TakeSlot(column);
        var row = Row(slot);
        _start.Permanences(column).CopyTo(row);
        Connect(slot, row);
        return slot;
    }

    private int TakeSlot(int column)
    {
        var slot = UsedColumns++;
        if (slot == _chunks.Count * ChunkColumns)
        {
            AddChunk();
        }

        if (slot == _slotWords * WordBits)
        {
            Widen();
        }

        _unused[column / WordBits] &= ~(1UL << (column % WordBits));
        _columns[slot] = (ushort)column;
        return slot;
    }

    private void Connect(int slot, ReadOnlySpan<byte> row)
    {
        ProximalKernel.FindConnected(row, _rates.Connected, _flips);
        FlipConnections(slot);
    }

    private void AddChunk() => _chunks.Add(new byte[ChunkColumns * _rowLength]);

    /// <summary>Makes room for another 512 slots.</summary>
    private void Widen()
    {
        var words = _slotWords + (SlotStep / WordBits);
        var connected = new ulong[_inputs * words];
        for (var i = 0; i < _inputs && _slotWords > 0; i++)
        {
            _connected.AsSpan(i * _slotWords, _slotWords).CopyTo(connected.AsSpan(i * words));
        }

        _connected = connected;
        _slotWords = words;
        _planes = new ulong[OverlapKernel.Planes * (words + _startWords)];
        _candidates = new ulong[words + _startWords];
        Array.Resize(ref _columns, words * WordBits);
        Array.Resize(ref _wins, words * WordBits);
    }
}
