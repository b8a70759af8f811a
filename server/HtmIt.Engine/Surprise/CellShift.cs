namespace HtmIt.Engine.Surprise;

/// <summary>How numbers of cells change when cells are merged, split or counted from another one.</summary>
/// <param name="Bits">Cells became this many powers of two wider; narrower when negative.</param>
/// <param name="OldBase">What cell 0 was, in old widths from zero.</param>
/// <param name="NewBase">What cell 0 is, in new widths from zero.</param>
internal readonly record struct CellShift(int Bits, long OldBase, long NewBase)
{
    public static readonly CellShift None;

    public bool IsNone => Bits == 0 && OldBase == NewBase;

    /// <summary>The new number of an old cell, its middle when cells were split; outside [0, Cells) when it has no place any more.</summary>
    public long Apply(int cell)
    {
        var whole = cell + OldBase;
        var moved =
            Bits >= 0 ? whole >> Math.Min(Bits, 63)
            : Bits > -20 ? (whole << -Bits) + (1L << (-Bits - 1))
            : long.MaxValue / 2;
        return moved - NewBase;
    }

    /// <summary>This change and then another. Only one of two changes of one row moves anything but the base.</summary>
    public CellShift Then(CellShift next) =>
        IsNone ? next
        : next.IsNone ? this
        : next with { OldBase = OldBase, Bits = Bits + next.Bits };
}
