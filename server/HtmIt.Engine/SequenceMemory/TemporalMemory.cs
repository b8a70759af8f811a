using System.Numerics;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Numerics;
using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.SequenceMemory;

/// <summary>
/// Learns which cells follow which (Hawkins and Ahmad, 2016). A column whose cell was predicted activates that cell alone; an
/// unpredicted one activates all its cells and starts or strengthens a segment so that it will be predicted next time.
/// </summary>
/// <remarks>
/// Columns are known by the consecutive numbers the spatial pooler gives to columns that ever won. Cell c of column s is number
/// 32 s + c. Segment counts against the active cells are kept from one row to the next: they are the prediction.
/// </remarks>
internal sealed partial class TemporalMemory
{
    /// <summary>Cells of a column: one bit each of a word.</summary>
    public const int CellsPerColumn = 32;

    private const ushort None = ushort.MaxValue;
    private const int ColumnStep = 64;

    private readonly KernelLevel _kernel;
    private readonly ModelParameters _parameters;
    private readonly MemoryRates _rates;
    private readonly SegmentPool _segments;
    private readonly SynapseIndex _index = new();

    // Per segment: synapses on active cells in the low byte, connected ones among them in the high byte; next of the same column.
    private ushort[] _counts = [];
    private ushort[] _next = [];
    private ushort[] _matching = [];
    private int _matchingCount;

    // Per column: its cells as bits, the first of its matching segments, segments per cell.
    private uint[] _active = [];
    private uint[] _previous = [];
    private uint[] _winnerBits = [];
    private ushort[] _firstMatching = [];
    private byte[] _segmentsOnCell = [];

    private ushort[] _activeColumns;
    private ushort[] _previousColumns;
    private ushort[] _winners;
    private ushort[] _previousWinners;
    private int _activeCount;
    private int _previousCount;
    private int _winnerCount;
    private int _previousWinnerCount;
    private readonly ushort[] _candidates;
    private readonly List<ushort> _emptied = new(64);
    private ushort[] _learning = new ushort[64];
    private int _support;
    private uint _row;
    private CounterRandom _synapseRandom;

    public TemporalMemory(ModelParameters parameters, KernelLevel kernel)
    {
        _kernel = kernel;
        _parameters = parameters;
        _rates = MemoryRates.From(parameters);
        _segments = new SegmentPool(parameters.MaxSegments, parameters.MaxSynapsesPerSegment);
        _activeColumns = new ushort[parameters.ActiveColumns];
        _previousColumns = new ushort[parameters.ActiveColumns];
        var winners = parameters.ActiveColumns * CellsPerColumn;
        _winners = new ushort[winners];
        _previousWinners = new ushort[winners];
        _candidates = new ushort[winners];
    }

    /// <summary>Segments in use.</summary>
    public int SegmentCount => _segments.Used;

    /// <summary>
    /// How far the newest row's columns were from being expected: 1 minus the mean over them of the share of a full set of new synapses that
    /// their best segment had on active cells. In [0, 1]; unlike the raw score it tells a column that was nearly expected from a new one.
    /// </summary>
    public double Novelty => _activeCount == 0 ? 0 : 1 - ((double)_support / (_activeCount * _parameters.NewSynapseCount));

    /// <summary>Takes all the memory that a model of so many columns can be expected to need.</summary>
    public void Reserve(int columns)
    {
        EnsureColumns(columns);
        _segments.EnsureCapacity(_segments.MaxSegments);
        EnsureSegments();
        _emptied.EnsureCapacity(_segments.MaxSegments);
        Array.Resize(ref _learning, Math.Max(_learning.Length, _segments.MaxSegments));
        _index.EnsureEntries(_segments.MaxSegments * _parameters.MaxSynapsesPerSegment);
    }

    /// <summary>Takes the active columns in ascending order; returns how many of them were not predicted.</summary>
    public int Compute(ReadOnlySpan<ushort> columns, int usedColumns)
    {
        EnsureColumns(usedColumns);
        StartRow(columns);
        _support = 0;
        var misses = 0;
        foreach (var column in columns)
        {
            _synapseRandom = new CounterRandom(_parameters.Seed, RandomPurpose.NewSynapse, DrawKey(_row, column));
            _support += SupportOf(column);
            if (!TryActivatePredicted(column))
            {
                misses++;
                Burst(column);
            }
        }

        Punish();
        FinishRow();
        return misses;
    }

    /// <summary>Random choices are asked for by row and column, so that they do not depend on the order of the work.</summary>
    internal static ulong DrawKey(ulong row, int column) => (row << 16) | (uint)column;

    private void StartRow(ReadOnlySpan<ushort> columns)
    {
        _row++;
        foreach (var column in _previousColumns.AsSpan(0, _previousCount))
        {
            _previous[column] = 0;
        }

        (_active, _previous) = (_previous, _active);
        (_activeColumns, _previousColumns) = (_previousColumns, _activeColumns);
        (_winners, _previousWinners) = (_previousWinners, _winners);
        _previousCount = _activeCount;
        _previousWinnerCount = _winnerCount;
        _winnerCount = 0;
        columns.CopyTo(_activeColumns);
        _activeCount = columns.Length;
        foreach (var cell in _previousWinners.AsSpan(0, _previousWinnerCount))
        {
            _winnerBits[cell / CellsPerColumn] |= 1u << (cell % CellsPerColumn);
        }
    }

    private void FinishRow()
    {
        foreach (var cell in _previousWinners.AsSpan(0, _previousWinnerCount))
        {
            _winnerBits[cell / CellsPerColumn] = 0;
        }

        foreach (var segment in _emptied)
        {
            _segments.Release(segment);
        }

        _emptied.Clear();
        Predict();
    }

    private bool TryActivatePredicted(int column)
    {
        var cells = 0u;
        var learning = 0;
        for (var segment = _firstMatching[column]; segment != None; segment = _next[segment])
        {
            if (_counts[segment] >> 8 >= _parameters.ActivationThreshold)
            {
                cells |= 1u << (_segments.Owner[segment] % CellsPerColumn);
                AddLearning(learning++, segment);
            }
        }

        if (cells == 0)
        {
            return false;
        }

        _active[column] = cells;
        for (var rest = cells; rest != 0; rest &= rest - 1)
        {
            AddWinner((column * CellsPerColumn) + BitOperations.TrailingZeroCount(rest));
        }

        Reinforce(_learning.AsSpan(0, learning));
        return true;
    }

    /// <summary>Strengthens the segments that predicted a column, or only the one with most connected synapses on active cells.</summary>
    private void Reinforce(ReadOnlySpan<ushort> predicting)
    {
        var best = predicting[0];
        foreach (var segment in predicting)
        {
            if (!_parameters.OneLearningSegmentPerColumn)
            {
                Reinforce(segment);
            }
            else if (_counts[segment] >> 8 > _counts[best] >> 8)
            {
                best = segment;
            }
        }

        if (_parameters.OneLearningSegmentPerColumn)
        {
            Reinforce(best);
        }
    }

    /// <summary>Inserts into the list of segments to learn, ordered by cell and, on a cell, by segment.</summary>
    private void AddLearning(int count, ushort segment)
    {
        if (count == _learning.Length)
        {
            Array.Resize(ref _learning, count * 2);
        }

        var place = count;
        for (; place > 0 && _segments.Owner[_learning[place - 1]] > _segments.Owner[segment]; place--)
        {
            _learning[place] = _learning[place - 1];
        }

        _learning[place] = segment;
    }

    private void Burst(int column)
    {
        _active[column] = uint.MaxValue;
        var best = BestMatching(column);
        if (best != None)
        {
            AddWinner(_segments.Owner[best]);
            Reinforce(best);
            return;
        }

        var cell = LeastUsedCell(column);
        AddWinner(cell);
        if (_previousWinnerCount > 0)
        {
            CreateSegment(cell);
        }
    }

    /// <summary>Most synapses on active cells that a segment of the column has, up to a full set of new ones.</summary>
    private int SupportOf(int column)
    {
        var most = 0;
        for (var segment = _firstMatching[column]; segment != None; segment = _next[segment])
        {
            most = Math.Max(most, _counts[segment] & 0xFF);
        }

        return Math.Min(most, _parameters.NewSynapseCount);
    }

    /// <summary>The segment of a column with most synapses on active cells; ties: lowest cell, then lowest segment.</summary>
    private ushort BestMatching(int column)
    {
        var best = None;
        var bestCount = -1;
        for (var segment = _firstMatching[column]; segment != None; segment = _next[segment])
        {
            var count = _counts[segment] & 0xFF;
            if (count > bestCount || (count == bestCount && _segments.Owner[segment] < _segments.Owner[best]))
            {
                best = segment;
                bestCount = count;
            }
        }

        return best;
    }

    private int LeastUsedCell(int column)
    {
        var counts = _segmentsOnCell.AsSpan(column * CellsPerColumn, CellsPerColumn);
        byte fewest = byte.MaxValue;
        var cells = 0u;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < fewest)
            {
                fewest = counts[i];
                cells = 0;
            }

            cells |= (counts[i] == fewest ? 1u : 0) << i;
        }

        var random = new CounterRandom(_parameters.Seed, RandomPurpose.WinnerCell, DrawKey(_row, column));
        for (var skip = random.Next(BitOperations.PopCount(cells)); skip > 0; skip--)
        {
            cells &= cells - 1;
        }

        return (column * CellsPerColumn) + BitOperations.TrailingZeroCount(cells);
    }

    private void AddWinner(int cell) => _winners[_winnerCount++] = (ushort)cell;

    /// <summary>Counts every segment's synapses on the cells that are active now, and lists those that match.</summary>
    private void Predict()
    {
        foreach (var segment in _matching.AsSpan(0, _matchingCount))
        {
            _firstMatching[_segments.Owner[segment] / CellsPerColumn] = None;
        }

        EnsureSegments();
        var counts = _counts.AsSpan(0, _segments.Capacity);
        counts.Clear();
        foreach (var column in _activeColumns.AsSpan(0, _activeCount))
        {
            for (var cells = _active[column]; cells != 0; cells &= cells - 1)
            {
                CountKernel.Add(_index.EntriesOf((column * CellsPerColumn) + BitOperations.TrailingZeroCount(cells)), counts);
            }
        }

        _matchingCount = CountKernel.FindAtLeast(_kernel, counts, _parameters.MinThreshold, _matching);
        for (var i = _matchingCount - 1; i >= 0; i--)
        {
            var segment = _matching[i];
            var column = _segments.Owner[segment] / CellsPerColumn;
            _next[segment] = _firstMatching[column];
            _firstMatching[column] = segment;
        }
    }

    private void EnsureSegments()
    {
        if (_counts.Length < _segments.Capacity)
        {
            Array.Resize(ref _counts, _segments.Capacity);
            Array.Resize(ref _next, _segments.Capacity);
            Array.Resize(ref _matching, _segments.Capacity);
        }
    }

    private void EnsureColumns(int used)
    {
        if (used <= _active.Length)
        {
            return;
        }

        var old = _active.Length;
        var columns = (used + ColumnStep - 1) / ColumnStep * ColumnStep;
        Array.Resize(ref _active, columns);
        Array.Resize(ref _previous, columns);
        Array.Resize(ref _winnerBits, columns);
        Array.Resize(ref _firstMatching, columns);
        Array.Fill(_firstMatching, None, old, columns - old);
        Array.Resize(ref _segmentsOnCell, columns * CellsPerColumn);
        _index.EnsureCells(columns * CellsPerColumn);
    }
}
