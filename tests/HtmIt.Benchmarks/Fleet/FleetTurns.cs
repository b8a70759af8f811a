using System.Diagnostics;

namespace HtmIt.Benchmarks.Fleet;

/// <summary>What a row costs when models take turns, and when each takes many rows one after the other.</summary>
/// <remarks>
/// The ways alternate within each repeat, in another order each time, so that a machine that slows down hits all of them. Times are
/// processor time of the process, so that other programs count only by the caches they take. Rows are made before the clock starts and lie
/// in the order they are read in, so that reading them costs the same either way.
/// </remarks>
/// <param name="recordsOfARun">Rows of all models together that a run has at least.</param>
internal sealed class FleetTurns<TModel>(
    TModel[] models,
    FleetSeries[] series,
    Action<TModel, FleetRow> take,
    int recordsOfARun = FleetTurns<TModel>.EnoughRecords
)
{
    private const int EnoughRecords = 40_000;

    private const int Repeats = 7;

    // Few models get more rows, so that a run is long enough to be timed.
    private const int FewestRows = 16;
    private const int MostRows = 64;

    /// <summary>Rows without a change of model by which "by model" is measured: so many that its first one does not count.</summary>
    private const int LongVisits = 4;

    private static readonly int[] Visits = [1, 2, 4, 8];

    private readonly int _rows = Math.Clamp(recordsOfARun / models.Length / FewestRows * FewestRows, FewestRows, MostRows);

    public TurnsResult Measure()
    {
        var first = series[0].Row;
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
        return new TurnsResult(
            Visits.ToDictionary(visit => visit, visit => medians[visit]),
            medians[0],
            _rows * LongVisits,
            first,
            series[0].Row
        );
    }

    /// <summary>Rows a second by the clock when models take turns and each of some threads has its own part of them; the median.</summary>
    public double RecordsPerSecond(int threads)
    {
        var parts = Enumerable.Range(0, threads).Select(part => Bounds(part, threads)).ToArray();
        var plans = Array.ConvertAll(parts, part => new FleetRow[part.Count * _rows]);
        var times = new double[Repeats];
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            for (var part = 0; part < threads; part++)
            {
                Plan(plans[part], parts[part].First, parts[part].Count, _rows, 1);
            }

            var start = Stopwatch.GetTimestamp();
            Parallel.For(
                0,
                threads,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                part => Play(plans[part], parts[part].First, parts[part].Count, _rows, 1)
            );
            times[repeat] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return models.Length * _rows / times.Order().ElementAt(Repeats / 2);
    }

    private (int First, int Count) Bounds(int part, int parts)
    {
        var first = models.Length * part / parts;
        return (first, (models.Length * (part + 1) / parts) - first);
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
