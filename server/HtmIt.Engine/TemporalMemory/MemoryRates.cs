namespace HtmIt.Engine.TemporalMemory;

/// <summary>The temporal memory's permanence steps in units of 1/128.</summary>
internal readonly record struct MemoryRates(int Initial, int Connected, int Increment, int Decrement, int Punishment, ulong PunishmentLimit)
{
    public static MemoryRates From(ModelParameters p)
    {
        // A decrement below one unit happens in whole units, that much more seldom: the mean is the same.
        var punishment = p.PredictedSegmentDecrement * SegmentPool.One;
        var whole = Math.Max(1, (int)Math.Round(punishment));
        var share = Math.Min(1, punishment / whole);
        return new(
            Units(p.InitialPermanence),
            Units(p.ConnectedPermanence),
            Units(p.PermanenceIncrement),
            Units(p.PermanenceDecrement),
            whole,
            (ulong)(share * (1L << 32))
        );
    }

    private static int Units(double permanence) => (int)Math.Round(permanence * SegmentPool.One);
}
