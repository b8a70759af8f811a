using HtmIt.Engine.Numerics;

namespace HtmIt.Engine.TemporalMemory;

/// <content>Growth, strengthening and recycling of segments.</content>
internal sealed partial class TemporalMemory
{
    private const int RecyclingSample = 16;

    /// <summary>Moves a segment towards the previous active cells and grows what is missing to the usual number of active synapses.</summary>
    private void Reinforce(int segment)
    {
        var missing = _parameters.NewSynapseCount - (_counts[segment] & 0xFF);
        Adapt(segment, _rates.Increment, -_rates.Decrement);
        if (missing > 0 && _segments.SynapseCount[segment] > 0)
        {
            Grow(segment, missing);
        }

        _segments.Reinforced[segment] = _row;
    }

    /// <summary>Weakens the synapses that made segments match although their columns did not come on.</summary>
    private void Punish()
    {
        if (_rates.PunishmentLimit == 0)
        {
            return;
        }

        var seed = CounterRandom.Hash(_parameters.Seed + (ulong)RandomPurpose.Punishment, _row);
        foreach (var segment in _matching.AsSpan(0, _matchingCount))
        {
            var inactive = _active[_segments.Owner[segment] / CellsPerColumn] == 0;
            if (inactive && CounterRandom.Hash(seed, segment) >> 32 < _rates.PunishmentLimit)
            {
                Adapt(segment, -_rates.Punishment, 0);
            }
        }
    }

    private void Adapt(int segment, int changeOfActive, int changeOfOthers)
    {
        var sources = _segments.Sources(segment);
        var permanences = _segments.Permanences(segment);
        int count = _segments.SynapseCount[segment];
        for (var i = count - 1; i >= 0; i--)
        {
            var source = sources[i];
            int old = permanences[i];
            var next = Math.Min(old + (IsOn(_previous, source) ? changeOfActive : changeOfOthers), SegmentPool.One);
            if (next <= 0)
            {
                _index.Remove(source, Entry(segment, old));
                count--;
                sources[i] = sources[count];
                permanences[i] = permanences[count];
                continue;
            }

            permanences[i] = (byte)next;
            if (old >= _rates.Connected != next >= _rates.Connected)
            {
                _index.Replace(source, Entry(segment, old), Entry(segment, next));
            }
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
            var chosen = _random.Next(candidates.Length);
            AddSynapse(segment, candidates[chosen]);
            candidates[(chosen + 1)..].CopyTo(candidates[chosen..]);
            candidates = candidates[..^1];
        }
    }

    private Span<ushort> Candidates(int segment)
    {
        var sources = _segments.Sources(segment)[.._segments.SynapseCount[segment]];
        var found = 0;
        foreach (var cell in _previousWinners.AsSpan(0, _previousWinnerCount))
        {
            if (!sources.Contains(cell))
            {
                _candidates[found++] = cell;
            }
        }

        return _candidates.AsSpan(0, found);
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
        for (; excess > 0; excess--)
        {
            var sources = _segments.Sources(segment)[.._segments.SynapseCount[segment]];
            var permanences = _segments.Permanences(segment);
            var weakest = -1;
            for (var i = 0; i < sources.Length; i++)
            {
                if (!IsOn(_winnerBits, sources[i]) && (weakest < 0 || permanences[i] < permanences[weakest]))
                {
                    weakest = i;
                }
            }

            if (weakest < 0)
            {
                return;
            }

            _index.Remove(sources[weakest], Entry(segment, permanences[weakest]));
            sources[weakest] = sources[^1];
            permanences[weakest] = permanences[sources.Length - 1];
            _segments.SynapseCount[segment]--;
        }
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
        for (var i = 0; i < RecyclingSample; i++)
        {
            var segment = _random.Next(_segments.MaxSegments);
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

    private static bool IsOn(uint[] bits, int cell) => ((bits[cell / CellsPerColumn] >> (cell % CellsPerColumn)) & 1) != 0;
}
