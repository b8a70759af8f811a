using System.Diagnostics;
using System.Text.Json;
using HtmIt.Engine;
using HtmIt.Engine.Parameters;

namespace HtmIt.Benchmarks;

/// <summary>One model over one series: time per record and per part, allocations, memory, snapshots.</summary>
/// <remarks>
/// Each pass does exactly the same work row by row, so a row's time is the least of all passes: what other programs on the machine
/// take away in one pass does not count. Mean and percentiles are over rows.
/// </remarks>
internal static class SeriesMeasurement
{
    private const int Passes = 5;

    public static void Run(Series series, bool json)
    {
        Warm(series);
        var ticks = new long[series.Length];
        Array.Fill(ticks, long.MaxValue);
        var model = new AnomalyModel(ModelParameters.Default);
        var allocated = 0.0;
        for (var pass = 0; pass < Passes; pass++)
        {
            model = new AnomalyModel(ModelParameters.Default);
            allocated = Pass(series, model, ticks);
        }

        var best = Result(ticks, allocated);
        var snapshots = SnapshotMeasurement.Run(model);
        var resident = ManyModelsMeasurement.BytesPerModel(8, series);
        Console.WriteLine($"{series.Name}: {series.Length} records, least of {Passes} passes");
        PartsTable.Print(series);
        Console.WriteLine(
            $"{"whole model", -20}{best.Mean, 10:F2} µs  p99 {best.P99:F1} µs  p99.9 {best.P999:F1} µs  {best.Allocated:F1} B allocated per record"
        );
        Console.WriteLine(
            $"resident {resident:N0} B, snapshot {snapshots.Bytes:N0} B, save {snapshots.SaveMs:F2} ms, restore {snapshots.RestoreMs:F2} ms"
        );
        if (json)
        {
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new Dictionary<string, object>
                    {
                        ["us_per_record"] = Math.Round(best.Mean, 3),
                        ["us_per_record_p99"] = Math.Round(best.P99, 3),
                        ["resident_bytes"] = resident,
                        ["snapshot_bytes"] = snapshots.Bytes,
                        ["snapshot_ms"] = Math.Round(snapshots.SaveMs, 3),
                        ["restore_ms"] = Math.Round(snapshots.RestoreMs, 3),
                        ["records"] = series.Length,
                        ["allocated_bytes_per_record"] = Math.Round(best.Allocated, 3),
                    }
                )
            );
        }
    }

    /// <summary>Runs until the just-in-time compiler has made its final code.</summary>
    public static void Warm(Series series)
    {
        var until = Stopwatch.GetTimestamp() + (Stopwatch.Frequency * 2);
        do
        {
            var model = new AnomalyModel(ModelParameters.Default);
            for (var i = 0; i < series.Length; i++)
            {
                model.Compute(series.Times[i], series.Values[i]);
            }

            AnomalyModel.Load(model.Save());
        } while (Stopwatch.GetTimestamp() < until);
    }

    private static double Pass(Series series, AnomalyModel model, long[] least)
    {
        var warm = series.Length / 2;
        var allocated = 0L;
        var last = Stopwatch.GetTimestamp();
        for (var i = 0; i < series.Length; i++)
        {
            if (i == warm)
            {
                allocated = GC.GetAllocatedBytesForCurrentThread();
            }

            model.Compute(series.Times[i], series.Values[i]);
            var now = Stopwatch.GetTimestamp();
            least[i] = Math.Min(least[i], now - last);
            last = now;
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / (series.Length - warm);
    }

    private static PassResult Result(long[] ticks, double allocated)
    {
        var micro = 1e6 / Stopwatch.Frequency;
        var mean = ticks.Average() * micro;
        Array.Sort(ticks);
        return new PassResult(mean, ticks[ticks.Length * 99 / 100] * micro, ticks[ticks.Length * 999 / 1000] * micro, allocated);
    }

    private sealed record PassResult(double Mean, double P99, double P999, double Allocated);
}
