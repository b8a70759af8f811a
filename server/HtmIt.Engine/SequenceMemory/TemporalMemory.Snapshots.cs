using System.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.SequenceMemory;

/// <content>Saving and loading. The index, the counts and the lists made from them follow from the rest and are not stored.</content>
internal sealed partial class TemporalMemory
{
    public void Save(SnapshotWriter writer)
    {
        writer.Write(_row);
        writer.Write(_activeCount);
        foreach (var column in _activeColumns.AsSpan(0, _activeCount))
        {
            writer.Write(column);
            writer.Write(_active[column]);
        }

        writer.Write(_winnerCount);
        writer.Write(_winners.AsSpan(0, _winnerCount));
        SaveSegments(writer);
    }

    public void Load(ref SnapshotReader reader, int usedColumns)
    {
        EnsureColumns(usedColumns);
        _row = reader.ReadUInt32();
        _activeCount = reader.ReadInt32(0, _activeColumns.Length);
        for (var i = 0; i < _activeCount; i++)
        {
            _activeColumns[i] = (ushort)SnapshotReader.Check(reader.ReadUInt16(), 0, usedColumns - 1);
            _active[_activeColumns[i]] = reader.ReadUInt32();
        }

        var cells = usedColumns * CellsPerColumn;
        _winnerCount = reader.ReadInt32(0, _winners.Length);
        reader.Read(_winners.AsSpan(0, _winnerCount));
        CheckCells(_winners.AsSpan(0, _winnerCount), cells);
        LoadSegments(ref reader, cells);
        Predict();
    }

    /// <summary>The active cells, for comparison with other implementations.</summary>
    internal List<int> ActiveCells()
    {
        var cells = new List<int>();
        foreach (var column in _activeColumns.AsSpan(0, _activeCount))
        {
            for (var bits = _active[column]; bits != 0; bits &= bits - 1)
            {
                cells.Add((column * CellsPerColumn) + BitOperations.TrailingZeroCount(bits));
            }
        }

        return cells;
    }

    /// <summary>All segments as "cell: source=permanence …", for comparison with other implementations.</summary>
    internal IEnumerable<string> Describe() =>
        Enumerable
            .Range(0, _segments.Capacity)
            .Where(s => _segments.SynapseCount[s] > 0)
            .Select(s =>
                $"{_segments.Owner[s]}: {string.Join(' ', Enumerable.Range(0, _segments.SynapseCount[s]).Select(i => $"{_segments.Sources(s)[i]}={_segments.Permanences(s)[i]}"))}"
            );

    /// <summary>Like is stored beside like, which compresses best: all counts, all owners, all sources, all permanences.</summary>
    private void SaveSegments(SnapshotWriter writer)
    {
        var counts = _segments.SynapseCount;
        writer.Write(_segments.Capacity);
        writer.Write(counts.AsSpan(0, _segments.Capacity));
        for (var segment = 0; segment < counts.Length; segment++)
        {
            if (counts[segment] > 0)
            {
                writer.Write(_segments.Owner[segment]);
                writer.WriteVariable(_row - _segments.Reinforced[segment]);
            }
        }

        for (var segment = 0; segment < counts.Length; segment++)
        {
            writer.Write(_segments.Sources(segment)[..counts[segment]]);
        }

        for (var segment = 0; segment < counts.Length; segment++)
        {
            writer.Write(_segments.Permanences(segment)[..counts[segment]]);
        }
    }

    private void LoadSegments(ref SnapshotReader reader, int cells)
    {
        var capacity = reader.ReadInt32(0, _segments.MaxSegments + SegmentPool.ChunkSegments);
        _segments.EnsureCapacity(capacity);
        EnsureSegments();
        var counts = _segments.SynapseCount.AsSpan(0, capacity);
        reader.Read(counts);
        for (var segment = 0; segment < counts.Length; segment++)
        {
            SnapshotReader.Check(counts[segment], 0, segment < _segments.MaxSegments ? _parameters.MaxSynapsesPerSegment : 0);
            if (counts[segment] > 0)
            {
                _segments.TakeThis(segment);
                _segments.Owner[segment] = (ushort)SnapshotReader.Check(reader.ReadUInt16(), 0, cells - 1);
                _segments.Reinforced[segment] = _row - reader.ReadVariable(_row);
                _segmentsOnCell[_segments.Owner[segment]]++;
            }
        }

        for (var segment = 0; segment < counts.Length; segment++)
        {
            var sources = _segments.Sources(segment)[..counts[segment]];
            reader.Read(sources);
            CheckCells(sources, cells);
        }

        for (var segment = 0; segment < counts.Length; segment++)
        {
            reader.Read(_segments.Permanences(segment)[..counts[segment]]);
        }

        FillIndex();
    }

    /// <summary>Makes the lists of segments per cell from the segments.</summary>
    private void FillIndex()
    {
        var counts = new ushort[_segmentsOnCell.Length];
        for (var segment = 0; segment < _segments.Capacity; segment++)
        {
            foreach (var source in _segments.Sources(segment)[.._segments.SynapseCount[segment]])
            {
                counts[source]++;
            }
        }

        _index.Reserve(counts);
        for (var segment = 0; segment < _segments.Capacity; segment++)
        {
            var sources = _segments.Sources(segment)[.._segments.SynapseCount[segment]];
            var permanences = _segments.Permanences(segment);
            for (var i = 0; i < sources.Length; i++)
            {
                _index.Fill(sources[i], Entry(segment, permanences[i]));
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
