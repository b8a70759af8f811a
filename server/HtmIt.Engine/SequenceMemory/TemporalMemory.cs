using System.Numerics;
using System.Runtime.InteropServices;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Layout;
using HtmIt.Engine.Numerics;
using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.SequenceMemory;

/// <summary>
/// Learns which cells follow which (Hawkins and Ahmad, 2016). A column whose cell was predicted activates that cell alone; an
/// unpredicted one activates all its cells and starts or strengthens a segment so that it will be predicted next time.
/// </summary>
/// <remarks>
/// Columns are known by the consecutive numbers the spatial pooler gives to columns that ever won. Cell c of column s is number
/// 32 s + c. From one row to the next it keeps the active and the winning cells and the segments that match: they are the prediction.
/// A row has three steps, between which the caller has other work to do while memory answers: <see cref="Foresee"/>,
/// <see cref="Approach"/> and <see cref="Learn"/>.
/// </remarks>
internal sealed unsafe partial class TemporalMemory
{
    /// <summary>Cells of a column: one bit each of a word.</summary>
    public const int CellsPerColumn = 32;

    private const int ColumnStep = 64;

    private readonly KernelLevel _kernel;
    private readonly MemoryRules _rules;
    private readonly SegmentPool _segments;
    private readonly SynapseIndex _index = new();
    private readonly ActiveColumn[] _active;
    private CacheLines<byte> _segmentsOnCell;
    private MatchingSegment[] _matching = [];
    private ushort[] _winners = [];
    private MemoryScratch _scratch = MemoryScratch.Mine;
    private CounterRandom _synapseRandom;
    private int _matchingCount;
    private int _activeCount;
    private int _previousCount;
    private int _winnerCount;
    private int _newWinnerCount;
    private int _support;
    private uint _row;
    private bool _grows;

    public TemporalMemory(ModelParameters parameters, KernelLevel kernel)
    {
        _kernel = kernel;
        _rules = MemoryRules.For(parameters);
        _segments = new SegmentPool(parameters.MaxSegments);
        _active = new ActiveColumn[parameters.ActiveColumns];
    }

    /// <summary>Segments in use.</summary>
    public int SegmentCount => _segments.Used;

    /// <summary>
    /// How far the newest row's columns were from being expected: 1 minus the mean over them of the share of a full set of new synapses that
    /// their best segment had on active cells. In [0, 1]; unlike the raw score it tells a column that was nearly expected from a new one.
    /// </summary>
    public double Novelty => _activeCount == 0 ? 0 : 1 - ((double)_support / (_activeCount * _rules.NewSynapseCount));

    /// <summary>Starts over, in the memory there is.</summary>
    public void Clear()
    {
        _segments.Clear();
        _index.Clear();
        _segmentsOnCell.Span.Clear();
        (_matchingCount, _activeCount, _previousCount, _winnerCount, _support, _row) = (0, 0, 0, 0, 0, 0);
    }

    /// <summary>Takes the active columns in ascending order; returns how many of them were not predicted.</summary>
    public int Compute(ReadOnlySpan<ushort> columns, int usedColumns)
    {
        Foresee(columns, usedColumns);
        Approach(columns);
        return Learn(columns);
    }

    /// <summary>Activates cells, learns, and finds what the row foretells; returns how many columns were not predicted.</summary>
    public int Learn(ReadOnlySpan<ushort> columns)
    {
        if (_grows)
        {
            foreach (var cell in PreviousWinners)
            {
                _index.PrefetchFrom(cell);
            }
        }

        _segments.PrefetchCells();
        _support = 0;
        _newWinnerCount = 0;
        _activeCount = columns.Length;
        var misses = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            ref readonly var outlook = ref _scratch.Outlooks[i];
            _synapseRandom = new CounterRandom(_rules.Seed, RandomPurpose.NewSynapse, DrawKey(_row, column));
            _support += Math.Min(outlook.Support, _rules.NewSynapseCount);
            if (outlook.Predicted != 0)
            {
                ActivatePredicted(i, column, outlook);
            }
            else
            {
                misses++;
                Burst(i, column, outlook.BestMatching);
            }
        }

        Punish();
        FinishRow(columns);
        return misses;
    }

    /// <summary>Random choices are asked for by row and column, so that they do not depend on the order of the work.</summary>
    internal static ulong DrawKey(ulong row, int column) => (row << 16) | (uint)column;

    private ReadOnlySpan<ushort> PreviousWinners => _winners.AsSpan(0, _winnerCount);

    private void FinishRow(ReadOnlySpan<ushort> columns)
    {
        foreach (var column in _scratch.PreviousColumns.AsSpan(0, _previousCount))
        {
            _scratch.Previous[column] = 0;
        }

        foreach (var cell in PreviousWinners)
        {
            _scratch.WinnerBits[cell / CellsPerColumn] = 0;
        }

        foreach (var column in columns)
        {
            _scratch.Place[column] = 0;
        }

        foreach (ref readonly var segment in _matching.AsSpan(0, _matchingCount))
        {
            _scratch.Counts[segment.Segment] = 0;
        }

        foreach (var segment in CollectionsMarshal.AsSpan(_scratch.Emptied))
        {
            _segments.Release(segment);
        }

        _scratch.Emptied.Clear();
        KeepWinners();
        Predict();
    }

    private void KeepWinners()
    {
        if (_winners.Length < _newWinnerCount)
        {
            _winners = new ushort[_newWinnerCount + (CellsPerColumn / 2)];
        }

        _scratch.Winners.AsSpan(0, _newWinnerCount).CopyTo(_winners);
        _winnerCount = _newWinnerCount;
    }

    private void ActivatePredicted(int place, int column, in ColumnOutlook outlook)
    {
        _active[place] = new ActiveColumn((ushort)column, outlook.Predicted);
        for (var rest = outlook.Predicted; rest != 0; rest &= rest - 1)
        {
            var cell = (column * CellsPerColumn) + BitOperations.TrailingZeroCount(rest);
            AddWinner(cell);
            _index.PrefetchList(cell);
        }

        if (_rules.OneLearningSegmentPerColumn)
        {
            Reinforce(_matching[outlook.BestPredicting]);
        }
        else
        {
            ReinforceAll(column);
        }
    }

    /// <summary>Strengthens all segments that predicted a column, ordered by cell and, on a cell, by segment.</summary>
    private void ReinforceAll(int column)
    {
        _scratch.Learning.Clear();
        foreach (ref readonly var segment in _matching.AsSpan(0, _matchingCount))
        {
            if (segment.Cell / CellsPerColumn == column && segment.Connected >= _rules.ActivationThreshold)
            {
                var place = _scratch.Learning.Count;
                while (place > 0 && _scratch.Learning[place - 1].Cell > segment.Cell)
                {
                    place--;
                }

                _scratch.Learning.Insert(place, segment);
            }
        }

        foreach (var segment in _scratch.Learning)
        {
            Reinforce(segment);
        }
    }

    private void Burst(int place, int column, int best)
    {
        _active[place] = new ActiveColumn((ushort)column, uint.MaxValue);
        _index.PrefetchLists(column);
        if (best != ColumnOutlook.None)
        {
            AddWinner(_matching[best].Cell);
            Reinforce(_matching[best]);
            return;
        }

        var cell = LeastUsedCell(column);
        AddWinner(cell);
        if (_winnerCount > 0)
        {
            CreateSegment(cell);
        }
    }

    private int LeastUsedCell(int column)
    {
        var counts = _segmentsOnCell.Slice(column * CellsPerColumn, CellsPerColumn);
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

        var random = new CounterRandom(_rules.Seed, RandomPurpose.WinnerCell, DrawKey(_row, column));
        for (var skip = random.Next(BitOperations.PopCount(cells)); skip > 0; skip--)
        {
            cells &= cells - 1;
        }

        return (column * CellsPerColumn) + BitOperations.TrailingZeroCount(cells);
    }

    private void AddWinner(int cell) => _scratch.Winners[_newWinnerCount++] = (ushort)cell;

    /// <summary>Counts every segment's synapses on the cells that are active now, and lists those that match.</summary>
    private void Predict()
    {
        var counts = _scratch.Counts.AsSpan(0, _segments.Bound);
        foreach (ref readonly var active in _active.AsSpan(0, _activeCount))
        {
            if (active.Cells == uint.MaxValue)
            {
                CountKernel.Add(_index.EntriesOfColumn(active.Column), counts);
                continue;
            }

            for (var cells = active.Cells; cells != 0; cells &= cells - 1)
            {
                var cell = (active.Column * CellsPerColumn) + BitOperations.TrailingZeroCount(cells);
                CountKernel.Add(_index.EntriesOf(cell), counts);
            }
        }

        _matchingCount = CountKernel.FindAtLeast(_kernel, counts, _rules.MinThreshold, _scratch.Found);
        if (_matching.Length < _matchingCount)
        {
            _matching = new MatchingSegment[_matchingCount + (_matchingCount / 4)];
        }

        for (var i = 0; i < _matchingCount; i++)
        {
            var segment = _scratch.Found[i];
            _matching[i] = new MatchingSegment(segment, counts[segment], _segments.Cell(segment));
        }

        counts.Clear();
    }

    private void EnsureColumns(int used)
    {
        if (used * CellsPerColumn > _segmentsOnCell.Length)
        {
            var columns = (used + ColumnStep - 1) / ColumnStep * ColumnStep;
            _segmentsOnCell.Resize(columns * CellsPerColumn);
            _index.EnsureColumns(columns);
        }
    }
}
