using System.Diagnostics;
using HtmIt.Engine;

namespace HtmIt.Benchmarks;

/// <summary>One model over a long generated series: whether a row still costs what it cost at the beginning.</summary>
internal static class AgeingMeasurement
{
    private const int Step = 10_000;

    public static void Run(int rows)
    {
        var series = Series.Generate(rows);
        SeriesMeasurement.Warm(Series.Generate(20_000));
        var model = new AnomalyModel(ModelParameters.Default);
        Console.WriteLine($"{"rows", 10}{"µs/record", 12}{"p99 µs", 10}{"B alloc", 10}");
        var ticks = new long[Step];
        for (var start = 0; start + Step <= rows; start += Step)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var begin = Stopwatch.GetTimestamp();
            var last = begin;
            for (var i = 0; i < Step; i++)
            {
                model.Compute(series.Times[start + i], series.Values[start + i]);
                var now = Stopwatch.GetTimestamp();
                ticks[i] = now - last;
                last = now;
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Array.Sort(ticks);
            var micro = 1e6 / Stopwatch.Frequency;
            Console.WriteLine(
                $"{start + Step, 10}{(last - begin) * micro / Step, 12:F2}{ticks[Step * 99 / 100] * micro, 10:F1}{allocated / (double)Step, 10:F1}"
            );
        }
    }
}
