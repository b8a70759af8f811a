using System.Diagnostics;
using HtmIt.Engine;
using HtmIt.Engine.Parameters;

namespace HtmIt.Benchmarks;

/// <summary>One model over a long generated series: whether a row still costs what it cost at the beginning.</summary>
/// <remarks>µs/record is processor time, so that other programs on the machine do not count; the percentiles are by the clock.</remarks>
internal static class AgeingMeasurement
{
    private const int Step = 10_000;
    private const int ProbeRows = 6_000;
    private const int ProbePasses = 8;

    public static void Run(int rows)
    {
        var series = Series.Generate(rows + ProbeRows);
        SeriesMeasurement.Warm(Series.Generate(20_000));
        var model = new AnomalyModel(ModelParameters.Default);
        Console.WriteLine($"{"rows", 10}{"µs/record", 12}{"median µs", 12}{"p99 µs", 10}{"B alloc", 10}{"segments", 10}");
        var young = 0.0;
        for (var start = 0; start + Step <= rows; start += Step)
        {
            RunStep(model, series, start);
            young = start == 0 ? Probe(model, series, Step) : young;
        }

        var old = Probe(model, series, rows);
        Console.WriteLine(
            $"{ProbeRows} rows after row {Step}: {young:F2} µs; after row {rows}: {old:F2} µs; ratio {old / young:F3}; {model.UsedColumns} columns"
        );
    }

    /// <summary>Runs the rows after the given one several times, each time from a snapshot; a row's time is the least of them.</summary>
    private static double Probe(AnomalyModel model, Series series, int row)
    {
        var snapshot = model.Save();
        var least = new long[ProbeRows];
        Array.Fill(least, long.MaxValue);
        for (var pass = 0; pass < ProbePasses; pass++)
        {
            var copy = AnomalyModel.Load(snapshot);
            var last = Stopwatch.GetTimestamp();
            for (var i = 0; i < ProbeRows; i++)
            {
                copy.Compute(series.Times[row + i], series.Values[row + i]);
                var now = Stopwatch.GetTimestamp();
                least[i] = Math.Min(least[i], now - last);
                last = now;
            }
        }

        return least.Average() * 1e6 / Stopwatch.Frequency;
    }

    private static void RunStep(AnomalyModel model, Series series, int start)
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
    }
}
