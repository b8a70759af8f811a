using System.Numerics;
using HtmIt.Engine.Encoders;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Layout;
using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.SpatialPooling;

/// <summary>
/// Turns an input of some hundred bits into a fixed number of winning columns that resemble each other as the inputs do, and lets
/// the winners move towards what made them win.
/// </summary>
/// <remarks>
/// A column that never won is as the shared start has it and takes no memory. On its first win it gets the next slot and its own place in
/// the model's bit rows; its permanences are stored by lines of 64 places, and only those lines that an input was on in when it won.
/// Among equal overlaps the older slot wins, and any slot wins over a column that never won, the lower of those first: a metric keeps to
/// the columns it has.
/// A row has three steps, between which the caller has other work to do while memory answers: <see cref="Pick"/>, <see cref="Approach"/>
/// and <see cref="Learn(ReadOnlySpan{ushort}, ReadOnlySpan{ushort})"/>.
/// </remarks>
internal sealed unsafe partial class SpatialPooler
{
    private const int SlotStep = 512;
    private const int WordBits = 64;

    private readonly KernelLevel _kernel;
    private readonly SpatialPoolerStart _start;
    private readonly ProximalRates _rates;
    private readonly int _lines;
    private readonly int _startWords;
    private readonly int _maxUsed;
    private readonly ulong[] _unused;

    // Per slot what the column has, per line of permanences 64 of them, per place the bit row of slots connected to its input.
    private CacheLines<ColumnSlot> _slots;
    private CacheLines<byte> _permanences;
    private CacheLines<ulong> _connected;
    private int _usedLines;
    private int _slotWords;

    public SpatialPooler(ModelParameters parameters, SpatialPoolerStart start, KernelLevel kernel)
    {
        _kernel = kernel;
        _start = start;
        _rates = ProximalRates.From(parameters);
        _lines = _start.Places.Count / InputPlaces.LinePlaces;
        _startWords = parameters.ColumnCount / WordBits;
        _maxUsed = Math.Min(parameters.MaxUsedColumns, parameters.ColumnCount);
        _unused = new ulong[_startWords];
        Array.Fill(_unused, ulong.MaxValue);
        Widen();
    }

    /// <summary>Number of columns that ever won.</summary>
    public int UsedColumns { get; private set; }

    /// <summary>Bytes of the arrays.</summary>
    public long Bytes => _slots.Bytes + _permanences.Bytes + _connected.Bytes + (sizeof(ulong) * _unused.Length);

    /// <summary>Starts over, in the memory there is.</summary>
    public void Clear()
    {
        Array.Fill(_unused, ulong.MaxValue);
        _slots.Span.Clear();
        _connected.Span.Clear();
        (UsedColumns, _usedLines) = (0, 0);
    }

    /// <summary>Asks for the bit rows of the inputs that are on.</summary>
    public void PrefetchInput(ReadOnlySpan<ushort> input)
    {
        foreach (var place in input)
        {
            Prefetch.Line(_connected.At(place * _slotWords));
        }
    }

    /// <summary>Takes the places of the inputs that are on; writes the slots of the winning columns, and learns.</summary>
    public void Compute(ReadOnlySpan<ushort> input, Span<ushort> winners)
    {
        Pick(input, winners);
        Approach(input, winners);
        Learn(input, winners);
    }

    /// <summary>Finds the columns with most connected inputs that are on.</summary>
    public void Pick(ReadOnlySpan<ushort> input, Span<ushort> winners)
    {
        var scratch = PoolerScratch.Mine;
        var grows = UsedColumns + winners.Length <= _maxUsed;
        var places = _slotWords + (grows ? _startWords : 0);
        var planes = scratch.Planes(OverlapKernel.Planes * places);
        var candidates = scratch.Candidates(places);
        OverlapKernel.Count(_kernel, _connected.Span, input, _slotWords, planes, places);
        MarkUsed(candidates[.._slotWords]);
        if (grows)
        {
            OverlapKernel.Count(_kernel, _start.Connected, input, _startWords, planes[_slotWords..], places);
            _unused.CopyTo(candidates[_slotWords..]);
        }

        LargestKernel.Pick(planes, candidates, winners);
        var firstUnused = _slotWords * WordBits;
        foreach (ref var winner in winners)
        {
            winner = (ushort)(winner < firstUnused ? winner : AddSlot(winner - firstUnused));
            Prefetch.Line(_slots.At(winner));
        }
    }

    /// <summary>Asks for the permanences that will change for certain.</summary>
    public void Approach(ReadOnlySpan<ushort> input, ReadOnlySpan<ushort> winners)
    {
        var active = LinesOf(input);
        foreach (var slot in winners)
        {
            ref var column = ref _slots[slot];
            for (var rest = active; rest != 0; rest &= rest - 1)
            {
                int line = column.Lines[BitOperations.TrailingZeroCount(rest)];
                if (line > 0)
                {
                    Prefetch.Line(_permanences.At((line - 1) * InputPlaces.LinePlaces));
                }
            }
        }
    }

    /// <summary>Moves the winners towards the input.</summary>
    public void Learn(ReadOnlySpan<ushort> input, ReadOnlySpan<ushort> winners)
    {
        var mask = PoolerScratch.Mine.Mask.AsSpan();
        foreach (var place in input)
        {
            mask[place] = byte.MaxValue;
        }

        var active = LinesOf(input);
        foreach (var slot in winners)
        {
            Learn(slot, mask, active);
        }

        foreach (var place in input)
        {
            mask[place] = 0;
        }
    }

    private static uint LinesOf(ReadOnlySpan<ushort> input)
    {
        var lines = 0u;
        foreach (var place in input)
        {
            lines |= 1u << (place / InputPlaces.LinePlaces);
        }

        return lines;
    }

    private void MarkUsed(Span<ulong> candidates)
    {
        candidates.Clear();
        candidates[..(UsedColumns / WordBits)].Fill(ulong.MaxValue);
        if (UsedColumns % WordBits != 0)
        {
            candidates[UsedColumns / WordBits] = (1UL << (UsedColumns % WordBits)) - 1;
        }
    }

    private void Learn(int slot, ReadOnlySpan<byte> mask, uint active)
    {
        ref var column = ref _slots[slot];
        var win = column.Wins++;
        var step = new ProximalStep(
            ProximalRates.UnitsAt(win, _rates.Increment),
            ProximalRates.UnitsAt(win, _rates.Decrement),
            _rates.Connected
        );
        if (step.IsEmpty)
        {
            return;
        }

        // Without a step down nothing moves but the lines of inputs that are on.
        var moving = step.Down == 0 ? active : (1u << _lines) - 1;
        for (; moving != 0; moving &= moving - 1)
        {
            var line = BitOperations.TrailingZeroCount(moving);
            Flip(slot, line, Learn(ref column, line, win, mask, ((active >> line) & 1) != 0, step));
        }
    }

    /// <summary>One line's learning; gives the connections that were made or lost.</summary>
    private ulong Learn(ref ColumnSlot column, int line, uint win, ReadOnlySpan<byte> mask, bool active, in ProximalStep step)
    {
        if (column.Lines[line] == 0)
        {
            var lost = ProximalRates.UnitsBefore(win, _rates.Decrement);
            if (!active)
            {
                return ProximalKernel.FindLost(StartLine(column.Column, line), step.Connected, lost, step.Down);
            }

            ProximalKernel.Lower(StartLine(column.Column, line), (byte)lost, Store(ref column, line));
        }

        ulong flips = 0;
        ProximalKernel.Learn(
            _kernel,
            Stored(column.Lines[line]),
            mask.Slice(line * InputPlaces.LinePlaces, InputPlaces.LinePlaces),
            step,
            new Span<ulong>(ref flips)
        );
        return flips;
    }

    private ReadOnlySpan<byte> StartLine(int column, int line) =>
        _start.Permanences(column).Slice(line * InputPlaces.LinePlaces, InputPlaces.LinePlaces);

    private Span<byte> Stored(int number) => _permanences.Slice((number - 1) * InputPlaces.LinePlaces, InputPlaces.LinePlaces);

    /// <summary>Gives a column a line of permanences of its own.</summary>
    private Span<byte> Store(ref ColumnSlot column, int line)
    {
        _permanences.EnsureIndex(((_usedLines + 1) * InputPlaces.LinePlaces) - 1, SlotStep / 8 * InputPlaces.LinePlaces);
        column.Lines[line] = (ushort)++_usedLines;
        return Stored(_usedLines);
    }

    private void Flip(int slot, int line, ulong flips)
    {
        for (; flips != 0; flips &= flips - 1)
        {
            var place = (line * InputPlaces.LinePlaces) + BitOperations.TrailingZeroCount(flips);
            _connected[(place * _slotWords) + (slot / WordBits)] ^= 1UL << (slot % WordBits);
        }
    }

    private int AddSlot(int column)
    {
        var slot = TakeSlot(column);
        Connect(slot);
        return slot;
    }

    private int TakeSlot(int column)
    {
        var slot = UsedColumns++;
        if (slot == _slotWords * WordBits)
        {
            Widen();
        }

        _slots.EnsureIndex(slot, SlotStep / 8, _maxUsed);
        _unused[column / WordBits] &= ~(1UL << (column % WordBits));
        _slots[slot].Column = (ushort)column;
        return slot;
    }

    /// <summary>Enters the connections of a column that has none entered yet.</summary>
    private void Connect(int slot)
    {
        ref var column = ref _slots[slot];
        var lost = ProximalRates.UnitsBefore(column.Wins, _rates.Decrement);
        Span<byte> lowered = stackalloc byte[InputPlaces.LinePlaces];
        for (var line = 0; line < _lines; line++)
        {
            var permanences = lowered;
            if (column.Lines[line] > 0)
            {
                permanences = Stored(column.Lines[line]);
            }
            else
            {
                ProximalKernel.Lower(StartLine(column.Column, line), (byte)lost, lowered);
            }

            ulong found = 0;
            ProximalKernel.FindConnected(permanences, _rates.Connected, new Span<ulong>(ref found));
            Flip(slot, line, found);
        }
    }

    /// <summary>Makes room for another 512 slots.</summary>
    private void Widen()
    {
        var words = _slotWords + (SlotStep / WordBits);
        var old = _connected;
        _connected = default;
        _connected.Resize(_start.Places.Count * words);
        for (var place = 0; place < _start.Places.Count && _slotWords > 0; place++)
        {
            old.Slice(place * _slotWords, _slotWords).CopyTo(_connected.Slice(place * words, words));
        }

        _slotWords = words;
    }
}
