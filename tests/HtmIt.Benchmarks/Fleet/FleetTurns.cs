namespace HtmIt.Benchmarks.Fleet;

/// <summary>What a row costs when models take turns, and when each takes many rows one after the other.</summary>
/// <remarks>
/// The ways alternate within each repeat, in another order each time, so that a machine that slows down hits all of them. Times are
/// processor time of the process, so that other programs count only by the caches they take. Rows are made before the clock starts and lie
/// in the order they are read in, so that reading them costs the same either way.
/// </remarks>
internal sealed class FleetTurns<TModel>(TModel[] models, FleetSeries[] series, Action<TModel, FleetRow> take)
{
    private const int Repeats = 7;

    // Few models get more rows, so that a run is long enough to be timed.
    private const int RecordsOfARun = 40_000;
    private const int FewestRows = 16;
    private const int MostRows = 64;

    /// <summary>Rows without a change of model by which "by model" is measured: so many that its first one does not count.</summary>
    private const int LongVisits = 4;

    private static readonly int[] Visits = [1, 2, 4, 8];

    private readonly int _rows = Math.Clamp(RecordsOfARun / models.Length / FewestRows * FewestRows, FewestRows, MostRows);

    /// <summary>Rows each model has taken by the end.</summary>
    public int RowsTaken => series[0].Row;

    public TurnsResult Measure()
    {
        var ways = Visits.Append(0).ToArray();
        var times = ways.ToDictionary(way => way, _ => new double[Repeats]);
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                var way = ways[(i + repeat) % ways.Length];
                times[way][repeat] = way == 0 ? Run(_rows * LongVisits, _rows * LongVisits) : Run(_rows, way);
            }
        }

        var medians = times.ToDictionary(way => way.Key, way => way.Value.Order().ElementAt(Repeats / 2));
        return new TurnsResult(Visits.ToDictionary(visit => visit, visit => medians[visit]), medians[0], _rows * LongVisits);
    }

    /// <summary>Gives each model some rows, so many at each visit; microseconds a row.</summary>
    private double Run(int rows, int perVisit)
    {
        // Models one after the other need not be held all at once: by parts, so that rows take no more memory than models.
        var part = Math.Min(models.Length, perVisit == rows ? 512 : models.Length);
        var plan = new FleetRow[part * rows];
        var time = TimeSpan.Zero;
        for (var first = 0; first < models.Length; first += part)
        {
            var count = Math.Min(part, models.Length - first);
            Plan(plan, first, count, rows, perVisit);
            var start = Environment.CpuUsage.TotalTime;
            Play(plan, first, count, rows, perVisit);
            time += Environment.CpuUsage.TotalTime - start;
        }

        return time.TotalMicroseconds / ((double)models.Length * rows);
    }

    private void Plan(FleetRow[] plan, int first, int count, int rows, int perVisit)
    {
        for (var m = 0; m < count; m++)
        {
            for (var row = 0; row < rows; row++)
            {
                var (round, place) = (row / perVisit, row % perVisit);
                plan[(((round * count) + m) * perVisit) + place] = series[first + m].Next();
            }
        }
    }

    private void Play(FleetRow[] plan, int first, int count, int rows, int perVisit)
    {
        var next = 0;
        for (var round = 0; round < rows / perVisit; round++)
        {
            for (var m = first; m < first + count; m++)
            {
                for (var row = 0; row < perVisit; row++)
                {
                    take(models[m], plan[next++]);
                }
            }
        }
    }
}
