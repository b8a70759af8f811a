using System.Text.Json;
using HtmIt.Benchmarks.Fleet.Peers;
using HtmIt.Engine;
using HtmIt.Engine.Parameters;

namespace HtmIt.Benchmarks.Fleet;

/// <summary>Many models in one process: what a row costs when they take turns, and what one of them weighs.</summary>
/// <remarks>Models are weighed at the age asked for, and then timed while they go on: older ones have more segments.</remarks>
internal static class FleetMeasurement
{
    public static async Task RunAsync(FleetSettings settings, bool json, CancellationToken cancellationToken)
    {
        SeriesMeasurement.Warm(Series.Generate(5_000));
        var result = Measure(settings);
        if (!settings.Brief)
        {
            // Garbage now, so that two fleets are never in memory at once.
            LiveHeap.Bytes();
            result = result with
            {
                Resident = await ResidentFleet.MeasureAsync(settings, cancellationToken),
                Peer = PeerMeasurement.Run(settings),
            };
        }

        FleetReport.Print(result);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(result.ToJson()));
        }
    }

    private static FleetResult Measure(FleetSettings settings)
    {
        var series = settings.MakeSeries();
        // Holds what all models share, so that it does not count as part of any.
        var first = new AnomalyModel(ModelParameters.Default);
        var before = LiveHeap.Bytes();
        var models = Array.ConvertAll(series, one => WarmUp(one, settings.Rows));
        var bytes = (LiveHeap.Bytes() - before) / models.Length;
        GC.KeepAlive(first);
        var weights = FleetWeights.Of(models, series);
        var turns = new FleetTurns<AnomalyModel>(models, series, static (model, row) => model.Compute(row.Time, row.Value));
        var times = turns.Measure();
        var rate = settings.Parallel ? turns.RecordsPerSecond(Environment.ProcessorCount) : (double?)null;
        // A recorded metric is the most usual one there is here.
        var typical = Math.Max(0, Array.FindIndex(series, one => one.Kind == FleetKinds.Ec2));
        return new FleetResult(settings, bytes, weights, times, rate)
        {
            SnapshotKind = series[typical].Kind,
            Snapshot = settings.Brief ? null : SnapshotMeasurement.Run(models[typical]),
        };
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
}
