using System.Globalization;

namespace HtmIt.Benchmarks;

/// <summary>Times and values of one metric.</summary>
internal sealed record Series(string Name, long[] Times, double[] Values)
{
    public int Length => Values.Length;

    /// <summary>Reads a file with the header <c>timestamp,value</c> and times like <c>2013-12-02 21:15:00</c>, taken as UTC.</summary>
    public static Series Read(string path)
    {
        var times = new List<long>();
        var values = new List<double>();
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            var time = DateTime.Parse(
                line.AsSpan(0, comma),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
            );
            times.Add(new DateTimeOffset(time).ToUnixTimeSeconds());
            values.Add(double.Parse(line.AsSpan(comma + 1), CultureInfo.InvariantCulture));
        }

        return new Series(Path.GetFileNameWithoutExtension(path), [.. times], [.. values]);
    }

    /// <summary>A metric as servers have it: a daily and a weekly rhythm, noise, now and then a burst or a change of level.</summary>
    public static Series Generate(int rows, int seed = 1)
    {
        var random = new Random(seed);
        var times = new long[rows];
        var values = new double[rows];
        double level = 40,
            burst = 0;
        for (var i = 0; i < rows; i++)
        {
            times[i] = 1_700_000_000 + (300L * i);
            level += random.Next(4000) == 0 ? (random.NextDouble() * 40) - 20 : 0;
            burst = random.Next(500) == 0 ? random.NextDouble() * 60 : burst * 0.8;
            var day = Math.Sin(i * 2 * Math.PI / 288);
            var week = Math.Sin(i * 2 * Math.PI / 2016);
            values[i] = level + (15 * day) + (5 * week) + burst + ((random.NextDouble() + random.NextDouble() - 1) * 4);
        }

        return new Series("generated", times, values);
    }
}
