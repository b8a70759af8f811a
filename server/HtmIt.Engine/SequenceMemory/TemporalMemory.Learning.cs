using System.Numerics;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Numerics;

namespace HtmIt.Engine.SequenceMemory;

/// <content>Growth, strengthening and recycling of segments.</content>
internal sealed partial class TemporalMemory
{
    private const int RecyclingSample = 16;

    /// <summary>Moves a segment towards the previous active cells and grows what is missing to the usual number of active synapses.</summary>
    private void Reinforce(int segment)
    {
        var missing = _parameters.NewSynapseCount - (_counts[segment] & 0xFF);
        Adapt(segment, _rates.Reinforcement);
        if (missing > 0 && _segments.SynapseCount[segment] > 0)
        {
            Grow(segment, missing);
        }

        _segments.Reinforced[segment] = _row;
    }

    /// <summary>
    /// Weakens the synapses that made segments match although their columns did not come on. A permanence unit is too much to take
    /// away each time, so every n-th of the matching segments is due, from a random one on.
    /// </summary>
    private void Punish()
    {
        if (_rates.PunishmentStride == 0)
        {
            return;
        }

        var random = new CounterRandom(_parameters.Seed, RandomPurpose.Punishment, _row);
        for (var i = random.Next(_rates.PunishmentStride); i < _matchingCount; i += _rates.PunishmentStride)
        {
            if (_active[_segments.Owner[_matching[i]] / CellsPerColumn] == 0)
            {
                Adapt(_matching[i], _rates.Punishment);
            }
        }
    }

    private void Adapt(int segment, in SegmentStep step)
    {
        var sources = _segments.Sources(segment);
        var permanences = _segments.Permanences(segment);
        var count = _segments.SynapseCount[segment];
        var flips = SegmentKernel.Adapt(_kernel, sources, permanences, count, _previous, step, out var emptied);
        if ((flips | emptied) != 0)
        {
            FollowUp(segment, flips, emptied);
        }
    }

    /// <summary>Brings the index up to date after permanences crossed the threshold, and removes synapses that reached 0.</summary>
    private void FollowUp(int segment, ulong flips, ulong emptied)
    {
        var sources = _segments.Sources(segment);
        var permanences = _segments.Permanences(segment);
        int count = _segments.SynapseCount[segment];
        for (var rest = flips & ~emptied; rest != 0; rest &= rest - 1)
        {
            var i = BitOperations.TrailingZeroCount(rest);
            var entry = Entry(segment, permanences[i]);
            _index.Replace(sources[i], (ushort)(entry ^ SynapseIndex.ConnectedFlag), entry);
        }

        // From the end, so that closing a gap moves none that is still to be looked at. The order stays that of age.
        for (; emptied != 0; emptied &= ~(1UL << BitOperations.Log2(emptied)))
        {
            var i = BitOperations.Log2(emptied);
            var wasConnected = ((flips >> i) & 1) != 0;
            _index.Remove(sources[i], (ushort)(segment | (wasConnected ? SynapseIndex.ConnectedFlag : 0)));
            CloseGap(sources[i..count], permanences[i..count]);
            count--;
        }

        _segments.SynapseCount[segment] = (byte)count;
        if (count == 0)
        {
            Forget(segment);

            // Its number stays taken until the row is over, because this row's lists may still name it.
            _emptied.Add((ushort)segment);
        }
    }

    /// <summary>Adds synapses to previous winner cells that the segment does not listen to yet, drawn without replacement.</summary>
    private void Grow(int segment, int wanted)
    {
        var candidates = Candidates(segment);
        wanted = Math.Min(wanted, candidates.Length);
        MakeRoom(segment, _segments.SynapseCount[segment] + wanted - _parameters.MaxSynapsesPerSegment);
        wanted = Math.Min(wanted, _parameters.MaxSynapsesPerSegment - _segments.SynapseCount[segment]);
        for (; wanted > 0; wanted--)
        {
            var chosen = _synapseRandom.Next(candidates.Length);
            AddSynapse(segment, candidates[chosen]);
            candidates[(chosen + 1)..].CopyTo(candidates[chosen..]);
            candidates = candidates[..^1];
        }
    }

    private Span<ushort> Candidates(int segment)
    {
        var sources = _segments.Sources(segment)[.._segments.SynapseCount[segment]];
        var taken = SegmentKernel.FindOn(sources, _winnerBits);
        Toggle(sources, taken);
        var found = 0;
        foreach (var cell in _previousWinners.AsSpan(0, _previousWinnerCount))
        {
            _candidates[found] = cell;
            found += (int)((_winnerBits[cell / CellsPerColumn] >> (cell % CellsPerColumn)) & 1);
        }

        Toggle(sources, taken);
        return _candidates.AsSpan(0, found);
    }

    private void Toggle(ReadOnlySpan<ushort> sources, ulong chosen)
    {
        for (; chosen != 0; chosen &= chosen - 1)
        {
            var cell = sources[BitOperations.TrailingZeroCount(chosen)];
            _winnerBits[cell / CellsPerColumn] ^= 1u << (cell % CellsPerColumn);
        }
    }

    private void AddSynapse(int segment, ushort source)
    {
        _index.Add(source, Entry(segment, _rates.Initial));
        var count = _segments.SynapseCount[segment]++;
        _segments.Sources(segment)[count] = source;
        _segments.Permanences(segment)[count] = (byte)_rates.Initial;
    }

    /// <summary>Drops the weakest synapses, but none on a previous winner cell.</summary>
    private void MakeRoom(int segment, int excess)
    {
        if (excess <= 0)
        {
            return;
        }

        var sources = _segments.Sources(segment);
        var permanences = _segments.Permanences(segment);
        int count = _segments.SynapseCount[segment];
        for (; excess > 0; excess--)
        {
            var kept = SegmentKernel.FindOn(sources[..count], _winnerBits);
            var weakest = -1;
            for (var i = 0; i < count; i++)
            {
                if (((kept >> i) & 1) == 0 && (weakest < 0 || permanences[i] < permanences[weakest]))
                {
                    weakest = i;
                }
            }

            if (weakest < 0)
            {
                break;
            }

            _index.Remove(sources[weakest], Entry(segment, permanences[weakest]));
            CloseGap(sources[weakest..count], permanences[weakest..count]);
            count--;
        }

        _segments.SynapseCount[segment] = (byte)count;
    }

    private static void CloseGap(Span<ushort> sources, Span<byte> permanences)
    {
        sources[1..].CopyTo(sources);
        permanences[1..].CopyTo(permanences);
    }

    private void CreateSegment(int cell)
    {
        if (_segmentsOnCell[cell] >= _parameters.MaxSegmentsPerCell)
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

        EnsureSegments();
        _segments.Owner[segment] = (ushort)cell;
        _segments.Reinforced[segment] = _row;
        _segments.SynapseCount[segment] = 0;
        _segmentsOnCell[cell]++;
        Grow(segment, _parameters.NewSynapseCount);
        if (_segments.SynapseCount[segment] == 0)
        {
            Forget(segment);
            _segments.Release(segment);
        }
    }

    private void Recycle(int segment)
    {
        var sources = _segments.Sources(segment)[.._segments.SynapseCount[segment]];
        var permanences = _segments.Permanences(segment);
        for (var i = 0; i < sources.Length; i++)
        {
            _index.Remove(sources[i], Entry(segment, permanences[i]));
        }

        _segments.SynapseCount[segment] = 0;
        Forget(segment);
        _segments.Release(segment);
    }

    private void Forget(int segment) => _segmentsOnCell[_segments.Owner[segment]]--;

    /// <summary>The least recently reinforced of a sample; never one that matches now, for this row's lists name it. Minus one: none.</summary>
    private int PickVictim()
    {
        var victim = -1;
        var random = new CounterRandom(_parameters.Seed, RandomPurpose.Recycling, DrawKey(_row, _winnerCount));
        for (var i = 0; i < RecyclingSample; i++)
        {
            var segment = random.Next(_segments.MaxSegments);
            var free = _segments.SynapseCount[segment] > 0 && (_counts[segment] & 0xFF) < _parameters.MinThreshold;
            if (free && (victim < 0 || _segments.Reinforced[segment] < _segments.Reinforced[victim]))
            {
                victim = segment;
            }
        }

        return victim;
    }

    private int OldestOn(int cell)
    {
        var oldest = -1;
        for (var segment = 0; segment < _segments.Capacity; segment++)
        {
            var onCell = _segments.Owner[segment] == cell && _segments.SynapseCount[segment] > 0;
            if (onCell && (oldest < 0 || _segments.Reinforced[segment] < _segments.Reinforced[oldest]))
            {
                oldest = segment;
            }
        }

        return oldest;
    }

    private ushort Entry(int segment, int permanence) =>
        (ushort)(segment | (permanence >= _rates.Connected ? SynapseIndex.ConnectedFlag : 0));
}
