using System.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.SequenceMemory;

/// <content>Saving and loading. The index, the counts and the lists made from them follow from the rest and are not stored.</content>
internal sealed partial class TemporalMemory
{
    private const int OldGroup = 256;

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_row);
        writer.Write(_activeCount);
        foreach (ref readonly var active in _active.AsSpan(0, _activeCount))
        {
            writer.Write(active.Column);
            writer.Write(active.Cells);
        }

        writer.Write(_winnerCount);
        writer.Write(PreviousWinners);
        SaveSegments(writer);
    }

    public void Load(ref SnapshotReader reader, int usedColumns)
    {
        EnsureColumns(usedColumns);
        _row = reader.ReadUInt32();
        _activeCount = reader.ReadInt32(0, _active.Length);
        for (var i = 0; i < _activeCount; i++)
        {
            var column = (ushort)SnapshotReader.Check(reader.ReadUInt16(), 0, usedColumns - 1);
            _active[i] = new ActiveColumn(column, reader.ReadUInt32());
        }

        var cells = usedColumns * CellsPerColumn;
        _winnerCount = reader.ReadInt32(0, _active.Length * CellsPerColumn);
        _winners = new ushort[_winnerCount];
        reader.Read(_winners);
        CheckCells(_winners, cells);
        LoadSegments(ref reader, cells);
        _scratch = MemoryScratch.Mine;
        _scratch.EnsureSegments(_segments.MaxSegments);
        try
        {
            Predict();
        }
        catch
        {
            // Out of memory, say: what was counted must not reach another model.
            MemoryScratch.Discard();
            throw;
        }
    }

    /// <summary>The active cells, for comparison with other implementations.</summary>
    internal List<int> ActiveCells()
    {
        var cells = new List<int>();
        foreach (ref readonly var active in _active.AsSpan(0, _activeCount))
        {
            for (var bits = active.Cells; bits != 0; bits &= bits - 1)
            {
                cells.Add((active.Column * CellsPerColumn) + BitOperations.TrailingZeroCount(bits));
            }
        }

        return cells;
    }

    /// <summary>All segments as "cell: source=permanence …", for comparison with other implementations.</summary>
    internal IEnumerable<string> Describe() =>
        Enumerable.Range(0, _segments.Bound).Where(segment => _segments[segment].Count > 0).Select(Describe);

    private string Describe(int segment)
    {
        _segments.Find(segment, out var lines);
        var synapses = new string[_segments[segment].Count];
        for (var i = 0; i < synapses.Length; i++)
        {
            synapses[i] = $"{lines.Source(i)}={lines.Permanence(i)}";
        }

        return $"{_segments.Cell(segment)}: {string.Join(' ', synapses)}";
    }

    /// <summary>Like is stored beside like, which compresses best: all counts, all owners, all sources, all permanences.</summary>
    private void SaveSegments(SnapshotWriter writer)
    {
        var bound = _segments.Bound;
        writer.Write(bound);
        for (var segment = 0; segment < bound; segment++)
        {
            writer.Write(_segments[segment].Count);
        }

        for (var segment = 0; segment < bound; segment++)
        {
            if (_segments[segment].Count > 0)
            {
                writer.Write(_segments.Cell(segment));
                writer.WriteVariable(_row - _segments[segment].Reinforced);
            }
        }

        for (var segment = 0; segment < bound; segment++)
        {
            _segments.Find(segment, out var lines);
            for (int line = 0, left = _segments[segment].Count; left > 0; line++, left -= SegmentLine.Capacity)
            {
                writer.Write(lines.Sources(line)[..Math.Min(left, SegmentLine.Capacity)]);
            }
        }

        for (var segment = 0; segment < bound; segment++)
        {
            _segments.Find(segment, out var lines);
            for (int line = 0, left = _segments[segment].Count; left > 0; line++, left -= SegmentLine.Capacity)
            {
                writer.Write(lines.Permanences(line)[..Math.Min(left, SegmentLine.Capacity)]);
            }
        }
    }

    private void LoadSegments(ref SnapshotReader reader, int cells)
    {
        // Older snapshots speak of segments beyond the last one too, in whole groups; they have no synapses.
        var counts = new byte[reader.ReadInt32(0, _segments.MaxSegments + OldGroup)];
        reader.Read(counts);
        for (var segment = 0; segment < counts.Length; segment++)
        {
            SnapshotReader.Check(counts[segment], 0, segment < _segments.MaxSegments ? _rules.MaxSynapsesPerSegment : 0);
            if (counts[segment] > 0)
            {
                _segments.TakeThis(segment);
                _segments.Cell(segment) = (ushort)SnapshotReader.Check(reader.ReadUInt16(), 0, cells - 1);
                _segments[segment].Reinforced = _row - reader.ReadVariable(_row);
                _segmentsOnCell[_segments.Cell(segment)]++;
            }
        }

        Span<ushort> sources = stackalloc ushort[SegmentLines.Most * SegmentLine.Capacity];
        for (var segment = 0; segment < _segments.Bound; segment++)
        {
            var own = sources[..counts[segment]];
            reader.Read(own);
            CheckCells(own, cells);
            _segments.Add(segment, own, 0);
        }

        for (var segment = 0; segment < _segments.Bound; segment++)
        {
            _segments.Find(segment, out var lines);
            for (int line = 0, left = _segments[segment].Count; left > 0; line++, left -= SegmentLine.Capacity)
            {
                reader.Read(lines.Permanences(line)[..Math.Min(left, SegmentLine.Capacity)]);
            }
        }

        FillIndex();
    }

    /// <summary>Makes the lists of segments per cell from the segments.</summary>
    private void FillIndex()
    {
        var counts = new int[_segmentsOnCell.Length];
        for (var segment = 0; segment < _segments.Bound; segment++)
        {
            _segments.Find(segment, out var lines);
            for (var i = 0; i < _segments[segment].Count; i++)
            {
                counts[lines.Source(i)]++;
            }
        }

        for (var column = 0; column < counts.Length; column += CellsPerColumn)
        {
            SnapshotReader.Check(SynapseIndex.Sum(counts.AsSpan(column, CellsPerColumn)), 0, SynapseIndex.MaxEntries);
        }

        _index.Reserve(counts);
        for (var segment = 0; segment < _segments.Bound; segment++)
        {
            _segments.Find(segment, out var lines);
            for (var i = 0; i < _segments[segment].Count; i++)
            {
                _index.Fill(lines.Source(i), Entry(segment, lines.Permanence(i)));
            }
        }
    }

    private static void CheckCells(ReadOnlySpan<ushort> list, int cells)
    {
        foreach (var cell in list)
        {
            SnapshotReader.Check(cell, 0, cells - 1);
        }
    }
}
