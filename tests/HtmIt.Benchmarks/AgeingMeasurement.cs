using System.Diagnostics;
using HtmIt.Engine;

namespace HtmIt.Benchmarks;

/// <summary>One model over a long generated series: whether a row still costs what it cost at the beginning.</summary>
/// <remarks>µs/record is processor time, so that other programs on the machine do not count; the percentiles are by the clock.</remarks>
internal static class AgeingMeasurement
{
    private const int Step = 10_000;

    public static void Run(int rows)
    {
        var series = Series.Generate(rows);
        SeriesMeasurement.Warm(Series.Generate(20_000));
        var model = new AnomalyModel(ModelParameters.Default);
        Console.WriteLine($"{"rows", 10}{"µs/record", 12}{"median µs", 12}{"p99 µs", 10}{"B alloc", 10}{"segments", 10}");
        var medians = new List<double>();
        for (var start = 0; start + Step <= rows; start += Step)
        {
            medians.Add(RunStep(model, series, start));
        }

        if (medians.Count > 1)
        {
            Console.WriteLine($"median of the last {Step} rows / of the rows up to {2 * Step}: {medians[^1] / medians[1]:F3}");
        }
    }

    private static double RunStep(AnomalyModel model, Series series, int start)
    {
        var ticks = new long[Step];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var cpu = Environment.CpuUsage.TotalTime;
        var last = Stopwatch.GetTimestamp();
        for (var i = 0; i < Step; i++)
        {
            model.Compute(series.Times[start + i], series.Values[start + i]);
            var now = Stopwatch.GetTimestamp();
            ticks[i] = now - last;
            last = now;
        }

        var perRecord = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Step;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(ticks);
        var micro = 1e6 / Stopwatch.Frequency;
        var (median, p99) = (ticks[Step / 2] * micro, ticks[Step * 99 / 100] * micro);
        Console.WriteLine(
            $"{start + Step, 10}{perRecord, 12:F2}{median, 12:F2}{p99, 10:F1}{allocated / (double)Step, 10:F1}{model.SegmentCount, 10}"
        );
        return median;
    }
}
