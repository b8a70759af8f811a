using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace HtmIt.Engine.Layout;

/// <summary>
/// Asks for cache lines before they are needed. In a fleet a model's lines come from memory: waiting for them one after the other takes
/// most of a row's time, and ten can be on their way at once. It changes no result.
/// </summary>
internal static unsafe class Prefetch
{
    /// <summary>Setting this variable to 0 turns it off, to measure what it brings and to show that it changes nothing.</summary>
    public const string Variable = "HTMIT_PREFETCH";

    private static readonly bool IsOn = Sse.IsSupported && Environment.GetEnvironmentVariable(Variable) != "0";

    /// <summary>The line that holds this address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line(void* address)
    {
        if (IsOn)
        {
            Sse.Prefetch0(address);
        }
    }

    /// <summary>All lines that hold some of the bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Lines(void* address, int bytes)
    {
        if (IsOn)
        {
            var line = (nuint)address & ~(nuint)(CacheLines<byte>.LineBytes - 1);
            for (var end = (nuint)address + (nuint)bytes; line < end; line += CacheLines<byte>.LineBytes)
            {
                Sse.Prefetch0((void*)line);
            }
        }
    }

    /// <summary>The lines of an array; should it move meanwhile, nothing is gained and nothing lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Lines<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        fixed (T* first = elements)
        {
            Lines(first, elements.Length * sizeof(T));
        }
    }

    /// <summary>The first lines of an object's fields, of which the first need not be the first declared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Object(object instance, int bytes)
    {
        fixed (byte* first = &Unsafe.As<Fields>(instance).First)
        {
            Lines(first, bytes);
        }
    }

    /// <summary>Where any object's fields begin.</summary>
    private sealed class Fields
    {
        public byte First;
    }
}
