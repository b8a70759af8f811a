using HtmIt.Engine.Encoders;

namespace HtmIt.Engine.SpatialPooling;

/// <summary>What a spatial pooler needs during one row. It belongs to the thread; between rows the mask is zero.</summary>
internal sealed class PoolerScratch
{
    [ThreadStatic]
    private static PoolerScratch? _mine;

    private ulong[] _planes = [];
    private ulong[] _candidates = [];

    /// <summary>The scratch of the thread that asks.</summary>
    public static PoolerScratch Mine => _mine ??= new PoolerScratch();

    /// <summary>Per place 0xFF when its input is on, else 0.</summary>
    public byte[] Mask { get; } = new byte[InputPlaces.Most];

    /// <summary>Throws the thread's scratch away, after a row that was not finished.</summary>
    public static void Discard() => _mine = null;

    /// <summary>Room for so many words of bit planes.</summary>
    public Span<ulong> Planes(int words) => Room(ref _planes, words);

    /// <summary>Room for so many words of candidates.</summary>
    public Span<ulong> Candidates(int words) => Room(ref _candidates, words);

    private static Span<ulong> Room(ref ulong[] room, int words)
    {
        if (room.Length < words)
        {
            room = new ulong[words];
        }

        return room.AsSpan(0, words);
    }
}
