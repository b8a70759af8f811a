namespace HtmIt.Quality.Synthetic;

/// <summary>The kinds of behaviour the synthetic corpus is made of. Each takes a variant number and gives a sketch with known events.</summary>
internal static class Families
{
    public static readonly IReadOnlyList<(string Name, Func<int, int, Sketch> Draw)> All =
    [
        ("levelShift", LevelShift),
        ("trend", Trend),
        ("daily", Daily),
        ("weekly", Weekly),
        ("bursts", Bursts),
        ("flatLine", FlatLine),
        ("missingData", MissingData),
        ("slowDrift", SlowDrift),
        ("categorical", Categorical),
        ("frequency", Frequency),
        ("variance", Variance),
        ("hourlyKpi", HourlyKpi),
        ("telemetry", Telemetry),
        ("heavyTail", HeavyTail),
    ];

    private static Sketch LevelShift(int seed, int variant)
    {
        var sketch = Five(seed, variant).Add(_ => 40).Noise(2);
        for (var index = 0; index < 2; index++)
        {
            var step = (index == 0 ? 1 : -0.6) * (8 + 3 * (variant % 4));
            var first = sketch.Place(index, 2);
            sketch.Event(first, sketch.Count, (_, value) => value + step);
        }

        return sketch;
    }

    /// <summary>A steady climb is ordinary; jumps off it are not.</summary>
    private static Sketch Trend(int seed, int variant)
    {
        var sketch = Five(seed, variant);
        sketch.Add(row => 100 + 200.0 * row / sketch.Count).Noise(2);
        sketch.Event(sketch.Place(0, 2), 4, (_, value) => value - 25);
        sketch.Event(sketch.Place(1, 2), 20, (_, value) => value + 18 + 4 * (variant % 3));
        return sketch;
    }

    private static Sketch Daily(int seed, int variant)
    {
        var sketch = Five(seed, variant).Add(_ => 20).Season(50).Noise(1.5);
        var day = sketch.RowsPerDay;
        var first = sketch.Place(0, 2) / day * day;
        sketch.Event(first + day / 3, day / 3, (_, value) => variant % 2 == 0 ? 22 + 0.05 * value : 0.45 * value);
        var second = sketch.Place(1, 2) / day * day;
        sketch.Event(second + day / 20, day / 12, (_, value) => value + 22);
        return sketch;
    }

    private static Sketch Weekly(int seed, int variant)
    {
        var minutes = variant % 2 == 0 ? 30 : 15;
        var sketch = new Sketch(seed, 28 * 24 * 60 / minutes + 200 * variant, minutes).Add(_ => 30).Season(60, 0.35).Noise(2);
        var day = sketch.RowsPerDay;
        sketch.Event(17 * day + day / 3, day / 3, (_, value) => 30 + 0.4 * (value - 30));
        sketch.Event(26 * day + day / 3, day / 4, (_, value) => value + 35);
        return sketch;
    }

    /// <summary>Spikes at random moments are ordinary; a crowd of them, and one much higher, are not.</summary>
    private static Sketch Bursts(int seed, int variant)
    {
        var sketch = Five(seed, variant).Add(_ => 5).Noise(0.5);
        sketch.Add(_ => sketch.Random.NextDouble() < 0.02 ? 30 + 10 * sketch.Random.NextDouble() : 0);
        sketch.Event(sketch.Place(0, 2), 60, (_, value) => sketch.Random.NextDouble() < 0.4 ? 35 + 5 * sketch.Random.NextDouble() : value);
        sketch.Event(sketch.Place(1, 2), 2, (_, value) => value + 70 + 10 * variant);
        return sketch;
    }

    private static Sketch FlatLine(int seed, int variant)
    {
        var sketch = Five(seed, variant).Add(_ => 60).Noise(3);
        sketch.Add(row => 10 * Math.Sin(2 * Math.PI * row / (90 + 20 * variant)));
        var held = 0.0;
        sketch.Event(sketch.Place(0, 1), 150, (offset, value) => held = offset == 0 ? value : held);
        return sketch;
    }

    private static Sketch MissingData(int seed, int variant)
    {
        var sketch = Five(seed, variant).Add(_ => 25).Season(30).Noise(1.5);
        for (var gap = 0; gap < 5; gap++)
        {
            sketch.Remove(sketch.Random.Next(sketch.Count), 20 + sketch.Random.Next(120));
        }

        var first = sketch.Place(0, 1);
        sketch.Event(first, 30, (_, value) => variant % 2 == 0 ? 0 : value + 45);
        return sketch;
    }

    /// <summary>The level wanders; a leak that climbs for hours without a pause is unusual.</summary>
    private static Sketch SlowDrift(int seed, int variant)
    {
        var level = 0.0;
        var sketch = Five(seed, variant).Add(_ => 50).Noise(1);
        sketch.Add(_ => level = 0.995 * level + 0.25 * sketch.Gauss());
        sketch.Event(sketch.Place(0, 1), 200, (offset, value) => value + (0.12 + 0.03 * variant) * offset);
        return sketch;
    }

    /// <summary>A few states; a state never seen, and a run of a state that was always brief.</summary>
    private static Sketch Categorical(int seed, int variant)
    {
        var sketch = new Sketch(seed, 2500 + 500 * variant, 5);
        var state = 0;
        sketch.Add(_ =>
        {
            var draw = sketch.Random.NextDouble();
            state =
                draw < 0.85 ? state
                : draw < 0.93 ? 0
                : draw < 0.98 ? 1
                : 2;
            return state == 2 && sketch.Random.NextDouble() < 0.7 ? state = 0 : state;
        });
        sketch.Event(sketch.Place(0, 2), 3, (_, _) => variant % 2 == 0 ? 5 : 3);
        sketch.Event(sketch.Place(1, 2), 60, (_, _) => 2);
        return sketch;
    }

    private static Sketch Frequency(int seed, int variant)
    {
        var sketch = Five(seed, variant).Add(_ => 50).Noise(1);
        var phase = 0.0;
        var period = 36.0 + 8 * variant;
        var change = sketch.Place(0, 1);
        var wave = sketch.Values.Select(
            (_, row) => 20 * Math.Sin(phase += 2 * Math.PI / (row < change || row > change + 250 ? period : period / 2.2))
        );
        var values = wave.ToArray();
        sketch.Add(row => values[row]);
        sketch.Event(change, 250, (_, value) => value);
        return sketch;
    }

    private static Sketch Variance(int seed, int variant)
    {
        var sketch = Five(seed, variant).Add(_ => 70).Noise(2);
        var factor = 3 + variant % 3;
        sketch.Event(sketch.Place(0, 1), 250, (_, value) => 70 + factor * (value - 70));
        return sketch;
    }

    /// <summary>Short hourly series with a daily and a weekly shape and a trend: outliers and a change of level.</summary>
    private static Sketch HourlyKpi(int seed, int variant)
    {
        var sketch = new Sketch(seed, 1000 + 80 * variant, 60);
        sketch.Add(row => 500 + (variant % 2) * 0.15 * row).Season(180, 0.6).Noise(12);
        sketch.Event(sketch.Place(0, 3), 2, (_, value) => value * 1.7);
        sketch.Event(sketch.Place(1, 3), 1, (_, value) => value * 0.35);
        sketch.Event(sketch.Place(2, 3), sketch.Count, (_, value) => value + (variant % 2 == 0 ? 150 : -160));
        return sketch;
    }

    /// <summary>Readings that alternate between few levels, with a long event.</summary>
    private static Sketch Telemetry(int seed, int variant)
    {
        var sketch = new Sketch(seed, 3000 + 700 * variant, 1);
        var period = 40 + 15 * variant;
        sketch.Add(row =>
            row % period < period / 3 ? 1
            : variant % 2 == 0 ? -1
            : 0
        );
        sketch.Add(_ => variant % 3 == 0 ? 0 : Math.Round(0.02 * sketch.Gauss(), 2));
        var first = sketch.Place(0, 1);
        sketch.Event(first, 4 * period, (_, value) => variant % 2 == 0 ? 1 : 0.5 * value + 0.25);
        return sketch;
    }

    /// <summary>Latency-like values with a long tail: high values are ordinary, a raised floor is not. Every third has no event.</summary>
    private static Sketch HeavyTail(int seed, int variant)
    {
        var sketch = Five(seed, variant);
        sketch.Add(_ => 10 * Math.Exp(0.6 * sketch.Gauss()));
        if (variant % 3 != 2)
        {
            sketch.Event(sketch.Place(0, 1), 80, (_, value) => value + 35);
        }

        return sketch;
    }

    private static Sketch Five(int seed, int variant) => new(seed, 3000 + 600 * variant, variant % 3 == 2 ? 1 : 5);
}
