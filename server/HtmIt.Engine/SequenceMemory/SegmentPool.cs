using System.Numerics;
using HtmIt.Engine.Kernels;

namespace HtmIt.Engine.SequenceMemory;

/// <summary>
/// All segments of a model in chunks of equal size: per segment its cell, the row it last learned in, and up to a fixed number of
/// synapses (source cell, permanence in 1/128). A free number is always the lowest one.
/// </summary>
internal sealed class SegmentPool
{
    /// <summary>Segments per chunk; the pool grows by one chunk at a time up to its bound.</summary>
    public const int ChunkSegments = 256;

    private readonly int _slots;
    private readonly ushort[][] _sources;
    private readonly byte[][] _permanences;
    private readonly ulong[] _free;
    private int _firstFreeWord;

    public SegmentPool(int maxSegments, int slotsPerSegment)
    {
        MaxSegments = maxSegments;
        _slots = (slotsPerSegment + SegmentKernel.Lanes - 1) / SegmentKernel.Lanes * SegmentKernel.Lanes;
        var chunks = (maxSegments + ChunkSegments - 1) / ChunkSegments;
        _sources = new ushort[chunks][];
        _permanences = new byte[chunks][];
        _free = new ulong[(maxSegments + 63) / 64];
        Array.Fill(_free, ulong.MaxValue);
        if (maxSegments % 64 != 0)
        {
            _free[^1] = (1UL << (maxSegments % 64)) - 1;
        }
    }

    public int MaxSegments { get; }

    /// <summary>Segments there is memory for.</summary>
    public int Capacity { get; private set; }

    /// <summary>Segments in use.</summary>
    public int Used { get; private set; }

    /// <summary>The cell a segment belongs to.</summary>
    public ushort[] Owner { get; private set; } = [];

    /// <summary>The row a segment was made or last reinforced in.</summary>
    public uint[] Reinforced { get; private set; } = [];

    /// <summary>Synapses of a segment; 0 for a segment that is not in use.</summary>
    public byte[] SynapseCount { get; private set; } = [];

    public Span<ushort> Sources(int segment) => _sources[segment / ChunkSegments].AsSpan(segment % ChunkSegments * _slots, _slots);

    public Span<byte> Permanences(int segment) => _permanences[segment / ChunkSegments].AsSpan(segment % ChunkSegments * _slots, _slots);

    public bool IsUsed(int segment) => (_free[segment / 64] >> (segment % 64) & 1) == 0;

    /// <summary>Takes the lowest free segment; false when all are in use.</summary>
    public bool TryTake(out int segment)
    {
        while (_firstFreeWord < _free.Length && _free[_firstFreeWord] == 0)
        {
            _firstFreeWord++;
        }

        if (_firstFreeWord == _free.Length)
        {
            segment = -1;
            return false;
        }

        segment = (_firstFreeWord * 64) + BitOperations.TrailingZeroCount(_free[_firstFreeWord]);
        TakeThis(segment);
        return true;
    }

    /// <summary>Takes a certain free segment, as loading does.</summary>
    public void TakeThis(int segment)
    {
        _free[segment / 64] &= ~(1UL << (segment % 64));
        Used++;
        EnsureCapacity(segment + 1);
    }

    /// <summary>Makes room for so many segments, in whole chunks.</summary>
    public void EnsureCapacity(int segments)
    {
        while (segments > Capacity)
        {
            Grow();
        }
    }

    public void Release(int segment)
    {
        _free[segment / 64] |= 1UL << (segment % 64);
        _firstFreeWord = Math.Min(_firstFreeWord, segment / 64);
        Used--;
    }

    private void Grow()
    {
        var chunk = Capacity / ChunkSegments;
        _sources[chunk] = new ushort[ChunkSegments * _slots];
        _permanences[chunk] = new byte[ChunkSegments * _slots];
        Capacity += ChunkSegments;
        Owner = Extended(Owner);
        Reinforced = Extended(Reinforced);
        SynapseCount = Extended(SynapseCount);
    }

    private T[] Extended<T>(T[] array)
    {
        Array.Resize(ref array, Capacity);
        return array;
    }
}
