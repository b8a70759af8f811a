using System.Runtime.InteropServices;
using HtmIt.Engine.Encoders;

namespace HtmIt.Engine.SpatialPooling;

/// <summary>Half a cache line: what a column that ever won has, but for the permanences themselves.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal unsafe struct ColumnSlot
{
    public const int MostLines = InputPlaces.Most / InputPlaces.LinePlaces;

    /// <summary>How often it won.</summary>
    public uint Wins;

    /// <summary>The column.</summary>
    public ushort Column;

    /// <summary>
    /// Per 64 places one more than the number of its line of permanences; 0 while none of them was on when the column won, when they are
    /// what the start and the number of wins make them.
    /// </summary>
    public fixed ushort Lines[MostLines];
}
