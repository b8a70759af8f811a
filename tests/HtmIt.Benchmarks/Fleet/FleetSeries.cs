namespace HtmIt.Benchmarks.Fleet;

/// <summary>The rows of one metric of a fleet, made one by one: its own randomness, time of day and start.</summary>
internal sealed class FleetSeries
{
    private const int Spacing = 300;

    private readonly Func<FleetSeries, double> _value;
    private readonly double[] _recorded = [];
    private readonly int _phase;
    private readonly long _start;
    private int _place;

    private FleetSeries(string kind, int number, Series? recorded)
    {
        Kind = kind;
        Number = number;
        Random = new Random(number + 1);
        _value = FleetKinds.Value(kind);
        _phase = Random.Next(FleetKinds.RowsPerDay);
        _start = 1_700_000_000 + (Spacing * (long)Random.Next(365 * FleetKinds.RowsPerDay));
        if (recorded is not null)
        {
            _recorded = recorded.Values;
            _place = Random.Next(recorded.Length);
            // Recorded values keep their time of day.
            _start = recorded.Times[_place];
        }
    }

    public string Kind { get; }

    public int Number { get; }

    public Random Random { get; }

    /// <summary>What is left of the last burst.</summary>
    public double Burst { get; set; }

    public int Row { get; private set; }

    /// <summary>The daily rhythm, -1 to 1.</summary>
    public double Day => Math.Sin((Row + _phase) * 2 * Math.PI / FleetKinds.RowsPerDay);

    /// <summary>The series of a fleet: the kinds in turn, and the recorded ones in turn for those that need one.</summary>
    public static FleetSeries[] Make(int count, string[] kinds, Series[] recorded) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(number =>
                {
                    var kind = kinds[number % kinds.Length];
                    var series = kind == FleetKinds.Ec2 ? recorded[number / kinds.Length % recorded.Length] : null;
                    return new FleetSeries(kind, number, series);
                }),
        ];

    public FleetRow Next()
    {
        var row = new FleetRow(_start + ((long)Spacing * Row), _value(this));
        Row++;
        return row;
    }

    /// <summary>Noise of -1 to 1, mostly near zero.</summary>
    public double Noise() => Random.NextDouble() + Random.NextDouble() - 1;

    public double NextRecorded() => _recorded[_place++ % _recorded.Length];
}
