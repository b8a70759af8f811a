using System.Globalization;
using System.Text.Json;
using HtmIt.Engine;
using HtmIt.Engine.Parameters;

namespace HtmIt.Benchmarks.Fleet;

/// <summary>Many models in one process: what a row costs when they take turns, and what one of them weighs.</summary>
internal static class FleetMeasurement
{
    // Below this share of a part, a field of it is not worth a line.
    private const double LeastShare = 0.02;

    public static void Run(FleetSettings settings, bool json)
    {
        SeriesMeasurement.Warm(Series.Generate(5_000));
        var series = settings.MakeSeries();
        var before = Heap();
        var models = Array.ConvertAll(series, one => WarmUp(one, settings.Rows));
        var mean = (Heap() - before) / models.Length;
        var weights = FleetWeights.Of(models, series);
        Console.WriteLine(
            $"{settings.Models} models, {settings.Rows} rows each before ({settings.Kind}: {string.Join(", ", settings.Kinds)}), one thread"
        );
        PrintWeights(mean, weights);
        var turns = new FleetTurns<AnomalyModel>(models, series, static (model, row) => model.Compute(row.Time, row.Value));
        var times = turns.Measure();
        PrintTimes(times, settings.Rows, turns.RowsTaken);
        GC.KeepAlive(models);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(ToJson(settings, mean, weights, times)));
        }
    }

    private static AnomalyModel WarmUp(FleetSeries series, int rows)
    {
        var model = new AnomalyModel(ModelParameters.Default);
        for (var i = 0; i < rows; i++)
        {
            var row = series.Next();
            model.Compute(row.Time, row.Value);
        }

        return model;
    }

    private static long Heap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static void PrintWeights(long mean, FleetWeights weights)
    {
        Console.WriteLine($"live heap a model {mean:N0} B; found by its fields {weights.Mean:N0} B, by part and larger fields of it:");
        foreach (var (path, bytes) in weights.MeanByPath)
        {
            var part = path.Split('.')[0];
            if (path == part || bytes >= LeastShare * weights.MeanByPath[part])
            {
                Console.WriteLine($"{(path == part ? path : "  " + path[(part.Length + 1)..]), -28}{bytes, 12:N0} B");
            }
        }

        Console.WriteLine($"{"kind", -14}{"mean B", 12}{"heaviest B", 12}");
        foreach (var kind in weights.Kinds)
        {
            Console.WriteLine($"{kind.Name, -14}{kind.Mean, 12:N0}{kind.Heaviest, 12:N0}");
        }
    }

    private static void PrintTimes(TurnsResult times, int rows, int lastRow)
    {
        Console.WriteLine($"rows {rows} to {lastRow} of each model, µs of processor time a row, medians:");
        Console.WriteLine($"{$"by model, {times.LongVisit} rows", -28}{times.ByModel, 12:F2}");
        foreach (var (visit, micros) in times.ByVisit)
        {
            Console.WriteLine($"{$"in turn, {visit} a visit", -28}{micros, 12:F2}{micros / times.ByModel, 12:F2} times");
        }
    }

    private static Dictionary<string, object> ToJson(FleetSettings settings, long mean, FleetWeights weights, TurnsResult times) =>
        new()
        {
            ["models"] = settings.Models,
            ["rows"] = settings.Rows,
            ["kind"] = settings.Kind,
            ["kinds"] = settings.Kinds,
            ["us_in_turn"] = Math.Round(times.InTurn, 3),
            ["us_by_model"] = Math.Round(times.ByModel, 3),
            ["ratio"] = Math.Round(times.Ratio, 3),
            ["us_by_rows_per_visit"] = times.ByVisit.ToDictionary(
                one => one.Key.ToString(CultureInfo.InvariantCulture),
                one => Math.Round(one.Value, 3)
            ),
            ["bytes_per_model_mean"] = mean,
            ["bytes_per_model_worst"] = weights.Heaviest,
            ["bytes_per_model_by_kind"] = weights.Kinds.ToDictionary(kind => kind.Name, kind => kind.Mean),
            ["bytes_per_model_by_part"] = weights.MeanByPart,
        };
}
