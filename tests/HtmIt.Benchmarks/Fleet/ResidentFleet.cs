using System.Text.Json;
using HtmIt.Benchmarks.Memory;
using HtmIt.Engine;
using HtmIt.Engine.Parameters;
using HtmIt.Testing.Processes;

namespace HtmIt.Benchmarks.Fleet;

/// <summary>Memory of a process that holds nothing but a fleet, collects garbage as the server does, and saves models in rounds as it does.</summary>
internal static class ResidentFleet
{
    /// <summary>The process is started with this, which is what a web project has by default.</summary>
    private static readonly Dictionary<string, string?> AsTheServer = new(StringComparer.Ordinal) { ["DOTNET_gcServer"] = "1" };

    // Rows that come together for a metric, so that the whole fleet grows up side by side.
    private const int RowsPerVisit = 16;

    private const int RowsPerCheckpoint = 1_000;

    // Spreads the first checkpoints over the rounds.
    private const int Stagger = 37;

    private const double BytesPerMegabyte = 1_024 * 1_024;

    /// <summary>Starts the process and waits for what it tells.</summary>
    public static async Task<ResidentResult> MeasureAsync(FleetSettings settings, CancellationToken cancellationToken)
    {
        await using var process = ManagedProcess.Start(
            Checkout.Program("tests/HtmIt.Benchmarks", "HtmIt.Benchmarks"),
            ["engine", "--resident", .. settings.ToArguments()],
            AsTheServer
        );
        var code = await process.WaitForExitAsync(cancellationToken);
        return code == 0
            ? JsonSerializer.Deserialize<ResidentResult>(process.Output)!
            : throw new InvalidOperationException($"The process of the fleet ended with {code}: {process.Output}");
    }

    /// <summary>What the process does.</summary>
    public static void Run(FleetSettings settings)
    {
        var series = settings.MakeSeries();
        // Compiled, and the threads there, before the memory of the fleet counts.
        SeriesMeasurement.Warm(Series.Generate(2_000));
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var before = ResidentMemory.Megabytes(Environment.ProcessId);
        var models = Array.ConvertAll(series, _ => new AnomalyModel(ModelParameters.Default));
        var saved = Enumerable.Range(0, models.Length).Select(m => -(m * Stagger % RowsPerCheckpoint)).ToArray();
        var threads = Environment.ProcessorCount;
        for (var row = 0; row < settings.Rows; row += RowsPerVisit)
        {
            var rows = Math.Min(RowsPerVisit, settings.Rows - row);
            Parallel.For(0, threads, part => Visit(part, threads, rows));
        }

        // All are saved once more at the end, as when a server has to hand over.
        Parallel.For(0, threads, part => SaveAll(part, threads));
        Console.WriteLine(
            JsonSerializer.Serialize(
                new ResidentResult(
                    PerModel(ResidentMemory.Megabytes(Environment.ProcessId)),
                    PerModel(ResidentMemory.PeakMegabytes(Environment.ProcessId)),
                    System.Runtime.GCSettings.IsServerGC
                )
            )
        );
        GC.KeepAlive(models);

        void Visit(int part, int parts, int rows)
        {
            for (var m = part; m < models.Length; m += parts)
            {
                for (var i = 0; i < rows; i++)
                {
                    var next = series[m].Next();
                    models[m].Compute(next.Time, next.Value);
                }

                if (series[m].Row - saved[m] >= RowsPerCheckpoint)
                {
                    models[m].Save();
                    saved[m] = series[m].Row;
                }
            }
        }

        void SaveAll(int part, int parts)
        {
            for (var m = part; m < models.Length; m += parts)
            {
                models[m].Save();
            }
        }

        long PerModel(double megabytes) => (long)((megabytes - before) * BytesPerMegabyte / settings.Models);
    }
}
