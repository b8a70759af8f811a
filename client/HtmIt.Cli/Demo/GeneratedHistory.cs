using HtmIt.Client;

namespace HtmIt.Cli.Demo;

/// <summary>Two weeks of made-up samples, one every five minutes, with incidents planted in the second week. The same for the same start.</summary>
internal static class GeneratedHistory
{
    public const int SampleCount = 14 * SamplesPerDay;

    private const int SamplesPerDay = 288;

    public static TimeSpan Interval { get; } = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<GeneratedMetric> Metrics { get; } =
    [
        new(
            "demo.web.requests",
            "a level shift: day 10, from 13:00 for six hours, 700 requests more than ever at that time",
            new PlantedSpan(Day: 9, FromHour: 13, Hours: 6),
            (i, hour, noise) => 900 + 500 * Daily(hour) + 60 * noise + (IsWithin(i, day: 9, fromHour: 13, hours: 6) ? 700 : 0)
        ),
        new(
            "demo.db.latency_ms",
            "a spike: day 12, 14:00, fifteen minutes of eight-fold latency",
            new PlantedSpan(Day: 11, FromHour: 14, Hours: 0.25),
            (i, hour, noise) => (12 + 4 * Daily(hour) + 1.5 * noise) * (IsWithin(i, day: 11, fromHour: 14, hours: 0.25) ? 8 : 1)
        ),
        new(
            "demo.queue.messages",
            "a dropout: day 13, 03:00, an hour of zeros",
            new PlantedSpan(Day: 12, FromHour: 3, Hours: 1),
            (i, hour, noise) => IsWithin(i, day: 12, fromHour: 3, hours: 1) ? 0 : 300 + 120 * Daily(hour + 6) + 25 * noise
        ),
        new(
            "demo.shop.orders",
            "a lost daily rhythm: day 11, from 08:00 to midnight, the orders swing up and down every 47 minutes",
            new PlantedSpan(Day: 10, FromHour: 8, Hours: 16),
            (i, hour, noise) =>
                80 + (IsWithin(i, day: 10, fromHour: 8, hours: 16) ? 80 * Math.Sin(hour * 8) : 60 * Daily(hour - 4)) + 3 * noise
        ),
        new("demo.cache.hit_percent", "nothing", null, (_, hour, noise) => 91 - 3 * Daily(hour) + 1.2 * noise),
    ];

    /// <summary>The start of a history that ends now: midnight fourteen days ago, so that the days are days.</summary>
    public static DateTimeOffset StartBefore(DateTimeOffset now) => new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-14);

    public static IEnumerable<Sample> Samples(GeneratedMetric metric, DateTimeOffset start)
    {
        for (var i = 0; i < SampleCount; i++)
        {
            var hour = i % SamplesPerDay * 24.0 / SamplesPerDay;
            yield return new Sample(start + i * Interval, Math.Round(Math.Max(metric.Value(i, hour, Noise(metric.Name, i)), 0), 3));
        }
    }

    /// <summary>A day's rhythm in [-1, 1]: lowest at four in the morning, highest at four in the afternoon.</summary>
    private static double Daily(double hour) => -Math.Cos((hour - 4) / 24 * 2 * Math.PI);

    private static bool IsWithin(int index, int day, double fromHour, double hours)
    {
        var hour = (index - day * SamplesPerDay) * 24.0 / SamplesPerDay;
        return hour >= fromHour && hour < fromHour + hours;
    }

    /// <summary>Noise in [-1, 1] that is the same in every run: a hash of the name and the index, not a generator with a state.</summary>
    private static double Noise(string name, int index)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in name)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        hash += (ulong)index * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return (hash ^ (hash >> 31)) / (double)ulong.MaxValue * 2 - 1;
    }
}
