using System.Numerics;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Numerics;

namespace HtmIt.Engine.SequenceMemory;

/// <content>Growth, strengthening and recycling of segments.</content>
internal sealed partial class TemporalMemory
{
    private const int RecyclingSample = 16;

    /// <summary>Moves a segment towards the previous active cells and grows what is missing to the usual number of active synapses.</summary>
    private void Reinforce(in MatchingSegment matching)
    {
        int segment = matching.Segment;
        var missing = _rules.NewSynapseCount - matching.Potential;
        Adapt(segment, matching.Cell, _rules.Reinforcement);
        if (missing > 0 && _segments[segment].Count > 0)
        {
            Grow(segment, missing);
        }

        _segments[segment].Reinforced = _row;
    }

    /// <summary>
    /// The first of the matching segments whose turn it is to be weakened: a permanence unit is too much to take away each time, so every
    /// n-th is due, from a random one on.
    /// </summary>
    private int FirstPunished =>
        _rules.PunishmentStride == 0
            ? _matchingCount
            : new CounterRandom(_rules.Seed, RandomPurpose.Punishment, _row).Next(_rules.PunishmentStride);

    /// <summary>Weakens the synapses that made segments match although their columns did not come on.</summary>
    private void Punish()
    {
        for (var i = FirstPunished; i < _matchingCount; i += _rules.PunishmentStride)
        {
            if (_scratch.Place[_matching[i].Cell / CellsPerColumn] == 0)
            {
                Adapt(_matching[i].Segment, _matching[i].Cell, _rules.Punishment);
            }
        }
    }

    private void Adapt(int segment, int cell, in SegmentStep step)
    {
        _segments.Find(segment, out var lines);
        int count = _segments[segment].Count;
        ulong flips = 0,
            emptied = 0;
        for (var first = 0; first < count; first += SegmentLine.Capacity)
        {
            var line = first / SegmentLine.Capacity;
            var synapses = Math.Min(count - first, SegmentLine.Capacity);
            flips |=
                SegmentKernel.Adapt(_kernel, lines.Sources(line), lines.Permanences(line), synapses, _scratch.Previous, step, out var gone)
                << first;
            emptied |= gone << first;
        }

        if ((flips | emptied) != 0)
        {
            FollowUp(segment, cell, lines, flips, emptied);
        }
    }

    /// <summary>Brings the index up to date after permanences crossed the threshold, and removes synapses that reached 0.</summary>
    private void FollowUp(int segment, int cell, in SegmentLines lines, ulong flips, ulong emptied)
    {
        _index.PrefetchLists(lines, flips | emptied);
        for (var rest = flips & ~emptied; rest != 0; rest &= rest - 1)
        {
            var i = BitOperations.TrailingZeroCount(rest);
            var entry = Entry(segment, lines.Permanence(i));
            _index.Replace(lines.Source(i), (ushort)(entry ^ SynapseIndex.ConnectedFlag), entry);
        }

        if (emptied == 0)
        {
            return;
        }

        // From the end, so that closing a gap moves none that is still to be looked at. The order stays that of age.
        int count = _segments[segment].Count;
        for (; emptied != 0; emptied &= ~(1UL << BitOperations.Log2(emptied)))
        {
            var i = BitOperations.Log2(emptied);
            var wasConnected = ((flips >> i) & 1) != 0;
            _index.Remove(lines.Source(i), (ushort)(segment | (wasConnected ? SynapseIndex.ConnectedFlag : 0)));
            lines.Remove(i, count--);
        }

        _segments.Shrink(segment, lines, count);
        if (count == 0)
        {
            _segmentsOnCell[cell]--;

            // Its number stays taken until the row is over, because this row's lists may still name it.
            _scratch.Emptied.Add((ushort)segment);
        }
    }

    /// <summary>Adds synapses to previous winner cells that the segment does not listen to yet, drawn without replacement.</summary>
    private void Grow(int segment, int wanted)
    {
        var heard = FindHeard(segment);
        var candidates = Candidates(segment, heard);
        wanted = Math.Min(wanted, candidates.Length);
        MakeRoom(segment, heard, _segments[segment].Count + wanted - _rules.MaxSynapsesPerSegment);
        wanted = Math.Min(wanted, _rules.MaxSynapsesPerSegment - _segments[segment].Count);
        Span<ushort> grown = stackalloc ushort[SegmentLines.Most * SegmentLine.Capacity];
        var count = 0;
        var entry = Entry(segment, _rules.Initial);
        for (; wanted > 0; wanted--)
        {
            var chosen = _synapseRandom.Next(candidates.Length);
            var source = candidates[chosen];
            if (_index.TryAdd(source, entry))
            {
                grown[count++] = source;
            }

            candidates[(chosen + 1)..].CopyTo(candidates[chosen..]);
            candidates = candidates[..^1];
        }

        _segments.Add(segment, grown[..count], _rules.Initial);
    }

    /// <summary>Set bits: synapses of a segment that listen to a previous winner cell.</summary>
    private ulong FindHeard(int segment)
    {
        _segments.Find(segment, out var lines);
        var heard = 0UL;
        for (int line = 0, left = _segments[segment].Count; left > 0; line++, left -= SegmentLine.Capacity)
        {
            var sources = lines.Sources(line)[..Math.Min(left, SegmentLine.Capacity)];
            heard |= SegmentKernel.FindOn(sources, _scratch.WinnerBits) << (line * SegmentLine.Capacity);
        }

        return heard;
    }

    private Span<ushort> Candidates(int segment, ulong heard)
    {
        ToggleWinners(segment, heard);
        var found = 0;
        var candidates = _scratch.Candidates;
        var winnerBits = _scratch.WinnerBits;
        foreach (var cell in PreviousWinners)
        {
            candidates[found] = cell;
            found += (int)((winnerBits[cell / CellsPerColumn] >> (cell % CellsPerColumn)) & 1);
        }

        ToggleWinners(segment, heard);
        return candidates.AsSpan(0, found);
    }

    private void ToggleWinners(int segment, ulong heard)
    {
        if (heard == 0)
        {
            return;
        }

        _segments.Find(segment, out var lines);
        for (; heard != 0; heard &= heard - 1)
        {
            var cell = lines.Source(BitOperations.TrailingZeroCount(heard));
            _scratch.WinnerBits[cell / CellsPerColumn] ^= 1u << (cell % CellsPerColumn);
        }
    }

    /// <summary>Drops the weakest synapses, the oldest of equals, but none on a previous winner cell.</summary>
    private void MakeRoom(int segment, ulong heard, int excess)
    {
        if (excess <= 0)
        {
            return;
        }

        _segments.Find(segment, out var lines);
        int count = _segments[segment].Count;
        Span<byte> strengths = stackalloc byte[SegmentLines.Most * SegmentLine.Capacity];
        for (var first = 0; first < count; first += SegmentLine.Capacity)
        {
            lines.Permanences(first / SegmentLine.Capacity).CopyTo(strengths[first..]);
        }

        strengths = strengths[..count];
        for (; heard != 0; heard &= heard - 1)
        {
            strengths[BitOperations.TrailingZeroCount(heard)] = byte.MaxValue;
        }

        var dropped = 0UL;
        for (; excess > 0; excess--)
        {
            var weakest = SegmentKernel.FindWeakest(strengths);
            if (strengths[weakest] == byte.MaxValue)
            {
                break;
            }

            strengths[weakest] = byte.MaxValue;
            dropped |= 1UL << weakest;
        }

        _index.PrefetchLists(lines, dropped);
        for (; dropped != 0; dropped &= ~(1UL << BitOperations.Log2(dropped)))
        {
            var i = BitOperations.Log2(dropped);
            _index.Remove(lines.Source(i), Entry(segment, lines.Permanence(i)));
            lines.Remove(i, count--);
        }

        _segments.Shrink(segment, lines, count);
    }

    private void CreateSegment(int cell)
    {
        if (_segmentsOnCell[cell] >= _rules.MaxSegmentsPerCell)
        {
            Recycle(OldestOn(cell));
        }

        if (!_segments.TryTake(out var segment))
        {
            segment = PickVictim();
            if (segment < 0)
            {
                return;
            }

            Recycle(segment);
            _segments.TryTake(out segment);
        }

        _segments.Cell(segment) = (ushort)cell;
        _segments[segment].Reinforced = _row;
        _segments[segment].Count = 0;
        _segmentsOnCell[cell]++;
        Grow(segment, _rules.NewSynapseCount);
        if (_segments[segment].Count == 0)
        {
            _segmentsOnCell[cell]--;
            _segments.Release(segment);
        }
    }

    private void Recycle(int segment)
    {
        _segments.Find(segment, out var lines);
        int count = _segments[segment].Count;
        _index.PrefetchLists(lines, count == 0 ? 0 : ulong.MaxValue >> (64 - count));
        for (var i = 0; i < count; i++)
        {
            _index.Remove(lines.Source(i), Entry(segment, lines.Permanence(i)));
        }

        _segments.Shrink(segment, lines, 0);
        _segmentsOnCell[_segments.Cell(segment)]--;
        _segments.Release(segment);
    }

    /// <summary>The least recently reinforced of a sample; never one that matches now, for this row's lists name it. Minus one: none.</summary>
    private int PickVictim()
    {
        Span<int> sample = stackalloc int[RecyclingSample];
        var random = new CounterRandom(_rules.Seed, RandomPurpose.Recycling, DrawKey(_row, _newWinnerCount));
        foreach (ref var segment in sample)
        {
            segment = random.Next(_segments.MaxSegments);
            _segments.PrefetchFirst(segment);
        }

        var victim = -1;
        foreach (var segment in sample)
        {
            var free = _segments[segment].Count > 0 && (_scratch.Counts[segment] & 0xFF) < _rules.MinThreshold;
            if (free && (victim < 0 || _segments[segment].Reinforced < _segments[victim].Reinforced))
            {
                victim = segment;
            }
        }

        return victim;
    }

    private int OldestOn(int cell)
    {
        var oldest = -1;
        for (var segment = 0; segment < _segments.Bound; segment++)
        {
            var onCell = _segments.Cell(segment) == cell && _segments[segment].Count > 0;
            if (onCell && (oldest < 0 || _segments[segment].Reinforced < _segments[oldest].Reinforced))
            {
                oldest = segment;
            }
        }

        return oldest;
    }

    private ushort Entry(int segment, int permanence) =>
        (ushort)(segment | (permanence >= _rules.Connected ? SynapseIndex.ConnectedFlag : 0));
}
