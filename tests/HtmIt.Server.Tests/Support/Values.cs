namespace HtmIt.Server.Tests.Support;

/// <summary>Values to send: a daily wave with noise, the same for the same seed.</summary>
internal static class Values
{
    public static double[] Wave(int seed, int count, double low = 0, double high = 100)
    {
        var random = new Random(seed);
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            var wave = 0.5 + (0.4 * Math.Sin(i * Math.Tau / 288));
            values[i] = low + ((high - low) * Math.Clamp(wave + (0.1 * (random.NextDouble() - 0.5)), 0, 1));
        }
        return values;
    }
}
