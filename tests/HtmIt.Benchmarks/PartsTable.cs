using System.Diagnostics;
using HtmIt.Engine;
using HtmIt.Engine.Encoders;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Likelihood;
using HtmIt.Engine.SpatialPooling;
using HtmIt.Engine.Surprise;
using TM = HtmIt.Engine.TemporalMemory.TemporalMemory;

namespace HtmIt.Benchmarks;

/// <summary>Time per part: the parts run one after the other over the whole series, each on what the one before it gave.</summary>
internal static class PartsTable
{
    public static void Print(Series series)
    {
        var parameters = ModelParameters.Default;
        var inputs = new ushort[series.Length][];
        var columns = new ushort[series.Length][];
        var used = new int[series.Length];
        var misses = new int[series.Length];
        for (var i = 0; i < series.Length; i++)
        {
            columns[i] = new ushort[parameters.ActiveColumns];
        }

        var encoder = new InputEncoder(parameters);
        var buffer = new ushort[64];
        var input = new ushort[series.Length * 64];
        var lengths = new int[series.Length];
        Line(
            "encoder",
            series.Length,
            i =>
            {
                encoder.Observe(series.Times[i], series.Values[i]);
                lengths[i] = encoder.Encode(series.Times[i], series.Values[i], buffer);
                buffer.AsSpan(0, lengths[i]).CopyTo(input.AsSpan(i * 64));
            }
        );
        var pooler = new SpatialPooler(parameters, KernelSelection.Default);
        Line(
            "spatial pooler",
            series.Length,
            i =>
            {
                pooler.Compute(input.AsSpan(i * 64, lengths[i]), columns[i]);
                used[i] = pooler.UsedColumns;
            }
        );
        var memory = new TM(parameters, KernelSelection.Default);
        Line("temporal memory", series.Length, i => misses[i] = memory.Compute(columns[i], used[i]));
        var likelihood = new AnomalyLikelihood(parameters.ActiveColumns);
        Line("likelihood", series.Length, i => likelihood.Compute(misses[i], series.Values[i]));
        var surprise = new SurpriseEstimator(SurpriseParameters.Default, KernelSelection.Default);
        Line(
            "decision",
            series.Length,
            i => surprise.Compute(series.Times[i], series.Values[i], (double)misses[i] / parameters.ActiveColumns)
        );
        Console.WriteLine(
            $"{pooler.UsedColumns} columns used, {memory.SegmentCount} segments, mean raw score {misses.Average() / parameters.ActiveColumns:F3}"
        );
    }

    private static void Line(string part, int rows, Action<int> row)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rows; i++)
        {
            row(i);
        }

        Console.WriteLine($"{part, -20}{Stopwatch.GetElapsedTime(start).TotalMicroseconds / rows, 10:F2} µs");
    }
}
