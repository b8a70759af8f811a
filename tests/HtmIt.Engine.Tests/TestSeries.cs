namespace HtmIt.Engine.Tests;

/// <summary>Made-up metrics; the same for the same seed.</summary>
internal static class TestSeries
{
    public const long Start = 1_700_000_000;
    public const int Interval = 300;

    /// <summary>A daily rhythm with noise, bursts and changes of level.</summary>
    public static double[] Metric(int rows, int seed)
    {
        var random = new Random(seed);
        var values = new double[rows];
        double level = 50,
            burst = 0;
        for (var i = 0; i < rows; i++)
        {
            level += random.Next(700) == 0 ? (random.NextDouble() * 60) - 30 : 0;
            burst = random.Next(300) == 0 ? random.NextDouble() * 80 : burst * 0.7;
            values[i] = level + (12 * Math.Sin(i * Math.PI / 144)) + burst + (random.NextDouble() * 3);
        }

        return values;
    }

    public static long Time(int row) => Start + ((long)row * Interval);

    /// <summary>Feeds rows of a series and returns what the model said.</summary>
    public static AnomalyResult[] Feed(this AnomalyModel model, double[] values, int from, int to)
    {
        var results = new AnomalyResult[to - from];
        for (var i = from; i < to; i++)
        {
            results[i - from] = model.Compute(Time(i), values[i]);
        }

        return results;
    }
}
