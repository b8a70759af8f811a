namespace HtmIt.Benchmarks.Fleet;

/// <summary>The kinds of metrics a fleet is made of, all with a row every 300 s.</summary>
internal static class FleetKinds
{
    public const string Mixed = "mixed";
    public const string Ec2 = "ec2";
    public const int RowsPerDay = 288;

    private static readonly Dictionary<string, Func<FleetSeries, double>> Made = new(StringComparer.Ordinal)
    {
        ["tame"] = Tame,
        ["noisy"] = Noisy,
        ["bursty"] = Bursty,
        ["sparse"] = Sparse,
        ["constant"] = Constant,
        ["random"] = Uniform,
        [Ec2] = Recorded,
    };

    /// <summary>What <c>--kind</c> takes.</summary>
    public static IEnumerable<string> Names => [.. Made.Keys, Mixed];

    /// <summary>What is in a fleet of the kind; recorded metrics are in a mixed one only when there are some.</summary>
    public static string[] In(string kind, bool recorded) => kind == Mixed ? [.. Made.Keys.Where(name => recorded || name != Ec2)] : [kind];

    public static Func<FleetSeries, double> Value(string kind) => Made[kind];

    /// <summary>A daily sine with little noise.</summary>
    private static double Tame(FleetSeries series) => 50 + (20 * series.Day) + (0.5 * series.Noise());

    /// <summary>A daily rhythm under noise that is larger than it.</summary>
    private static double Noisy(FleetSeries series) => 50 + (10 * series.Day) + (25 * series.Noise());

    /// <summary>Flat and low, with a burst every 60 rows or so that fades within ten.</summary>
    private static double Bursty(FleetSeries series)
    {
        series.Burst = series.Random.Next(60) == 0 ? 20 + (80 * series.Random.NextDouble()) : series.Burst * 0.6;
        return 2 + (0.2 * series.Noise()) + series.Burst;
    }

    /// <summary>Nothing but zeros, apart from a count of 1 to 10 every 50 rows or so.</summary>
    private static double Sparse(FleetSeries series) => series.Random.Next(50) == 0 ? series.Random.Next(1, 11) : 0;

    /// <summary>The same value for ever, another one for each metric.</summary>
    private static double Constant(FleetSeries series) => series.Number + 1;

    /// <summary>Any value of 0 to 100, each as likely, without memory.</summary>
    private static double Uniform(FleetSeries series) => 100 * series.Random.NextDouble();

    /// <summary>One of NAB's recorded processor loads of EC2 machines, round and round from another row on for each metric.</summary>
    private static double Recorded(FleetSeries series) => series.NextRecorded();
}
