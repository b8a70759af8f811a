using HtmIt.Engine.Kernels;
using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.SequenceMemory;

/// <summary>The temporal memory's permanence steps in units of 1/128.</summary>
internal readonly record struct MemoryRates(
    byte Initial,
    byte Connected,
    SegmentStep Reinforcement,
    SegmentStep Punishment,
    int PunishmentStride
)
{
    public static MemoryRates From(ModelParameters p)
    {
        // A decrement below one unit happens in whole units, that much more seldom: the mean is the same.
        var punishment = p.PredictedSegmentDecrement * SegmentStep.One;
        var whole = (byte)Math.Max(1, Math.Round(punishment));
        var stride = punishment == 0 ? 0 : Math.Max(1, (int)Math.Min(Math.Round(1 / punishment), 1_000_000));
        var connected = Units(p.ConnectedPermanence);
        return new(
            Units(p.InitialPermanence),
            connected,
            new SegmentStep(Units(p.PermanenceIncrement), 0, Units(p.PermanenceDecrement), connected),
            new SegmentStep(0, whole, 0, connected),
            stride
        );
    }

    private static byte Units(double permanence) => (byte)Math.Round(permanence * SegmentStep.One);
}
