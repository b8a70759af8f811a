using System.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.TemporalMemory;

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
        writer.Write(_segments.Capacity);
        for (var segment = 0; segment < _segments.Capacity; segment++)
        {
            SaveSegment(segment, writer);
        }
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
        var capacity = reader.ReadInt32(0, _segments.MaxSegments + SegmentPool.ChunkSegments);
        for (var segment = 0; segment < capacity; segment++)
        {
            LoadSegment(segment, ref reader, cells);
        }

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

    private void SaveSegment(int segment, SnapshotWriter writer)
    {
        var count = _segments.SynapseCount[segment];
        writer.Write(count);
        if (count > 0)
        {
            writer.Write(_segments.Owner[segment]);
            writer.WriteVariable(_row - _segments.Reinforced[segment]);
            writer.Write(_segments.Sources(segment)[..count]);
            writer.Write(_segments.Permanences(segment)[..count]);
        }
    }

    private void LoadSegment(int segment, ref SnapshotReader reader, int cells)
    {
        var count = (int)SnapshotReader.Check(reader.ReadByte(), 0, _parameters.MaxSynapsesPerSegment);
        if (count == 0)
        {
            return;
        }

        SnapshotReader.Check(segment, 0, _segments.MaxSegments - 1);
        _segments.TakeThis(segment);
        EnsureSegments();
        _segments.SynapseCount[segment] = (byte)count;
        _segments.Owner[segment] = (ushort)SnapshotReader.Check(reader.ReadUInt16(), 0, cells - 1);
        _segments.Reinforced[segment] = _row - reader.ReadVariable(_row);
        _segmentsOnCell[_segments.Owner[segment]]++;
        var sources = _segments.Sources(segment)[..count];
        var permanences = _segments.Permanences(segment)[..count];
        reader.Read(sources);
        reader.Read(permanences);
        CheckCells(sources, cells);
        for (var i = 0; i < count; i++)
        {
            _index.Add(sources[i], Entry(segment, permanences[i]));
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
