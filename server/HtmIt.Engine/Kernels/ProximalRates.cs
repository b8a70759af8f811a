using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.Kernels;

/// <summary>
/// The spatial pooler's learning in units of 1/255. Its rates are smaller than a unit, so a column moves by whole units at some of
/// its wins, evenly spread: the rates are kept as units per 65,536 wins.
/// </summary>
internal readonly record struct ProximalRates(uint Increment, uint Decrement, byte Connected)
{
    private const int One = byte.MaxValue;
    private const int Share = 65_536;

    public static ProximalRates From(ModelParameters parameters) =>
        new(
            (uint)Math.Round(parameters.ProximalIncrement * One * Share),
            (uint)Math.Round(parameters.ProximalDecrement * One * Share),
            ConnectedUnits(parameters)
        );

    /// <summary>The permanence from which a synapse counts.</summary>
    public static byte ConnectedUnits(ModelParameters parameters) => (byte)Math.Max(2, Math.Round(parameters.ProximalConnected * One));

    /// <summary>Whole units moved by all wins before the one with the given number, at most a permanence's full range.</summary>
    public static int UnitsBefore(uint win, uint rate) => (int)Math.Min((ulong)win * rate / Share, One);

    /// <summary>Whole units to move at a column's win with the given number.</summary>
    public static byte UnitsAt(uint win, uint rate) => (byte)((((win + 1UL) * rate) / Share) - (((ulong)win * rate) / Share));
}
