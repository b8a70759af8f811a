using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HtmIt.Engine.Layout;

/// <summary>
/// Elements from the start of a cache line on, in memory that the garbage collector does not move. What is laid out in lines of
/// <see cref="LineBytes"/> is read with one access to memory each.
/// </summary>
/// <remarks>A field of its owner and never copied: growing replaces what a copy would go on using.</remarks>
internal unsafe struct CacheLines<T>
    where T : unmanaged
{
    /// <summary>Bytes that processors fetch at once.</summary>
    public const int LineBytes = 64;

    private byte[]? _memory;
    private T* _first;

    /// <summary>Elements there is memory for.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes taken.</summary>
    public readonly long Bytes => _memory?.Length ?? 0;

    public readonly Span<T> Span => new(_first, Length);

    public readonly ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)Length)
            {
                ThrowOutside(index, Length);
            }

            return ref _first[index];
        }
    }

    /// <summary>Address of an element, or of where it would be.</summary>
    public readonly T* At(int index) => _first + index;

    public readonly Span<T> Slice(int start, int length) => Span.Slice(start, length);

    /// <summary>Makes room for so many elements; new ones are zero.</summary>
    public void Resize(int length)
    {
        var memory = GC.AllocateArray<byte>((length * sizeof(T)) + LineBytes, pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        var first = (T*)((address + LineBytes - 1) & ~(nuint)(LineBytes - 1));
        Span[..Math.Min(Length, length)].CopyTo(new Span<T>(first, length));
        _memory = memory;
        _first = first;
        Length = length;
    }

    /// <summary>Makes room for an element with this index; memory grows by a quarter, or by <paramref name="step"/> elements if that is more.</summary>
    public void EnsureIndex(int index, int step, int limit = int.MaxValue)
    {
        if (index >= Length)
        {
            Resize(Math.Max(index + 1, Math.Min(limit, Length + Math.Max(step, Length / 4))));
        }
    }

    [DoesNotReturn]
    private static void ThrowOutside(int index, int length) =>
        throw new InvalidOperationException($"Element {index} lies outside the {length} there is memory for.");
}
