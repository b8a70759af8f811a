namespace HtmIt.Engine.Kernels;

/// <summary>The spatial pooler's learning rates in units of 1/65535.</summary>
internal readonly record struct ProximalRates(ushort Increment, ushort Decrement, ushort Connected)
{
    public static ProximalRates From(ModelParameters parameters) =>
        new(Units(parameters.ProximalIncrement), Units(parameters.ProximalDecrement), Units(parameters.ProximalConnected));

    public static ushort Units(double permanence) => (ushort)Math.Round(permanence * ushort.MaxValue);
}
