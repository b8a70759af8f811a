using System.Diagnostics;
using HtmIt.Engine.Encoders;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Likelihood;
using HtmIt.Engine.Parameters;
using HtmIt.Engine.SpatialPooling;
using HtmIt.Engine.Surprise;
using TM = HtmIt.Engine.SequenceMemory.TemporalMemory;

namespace HtmIt.Benchmarks;

/// <summary>Time per part, least of some passes: the parts run one after the other over the whole series, each on what the one before gave.</summary>
internal static class PartsTable
{
    // As five-minute series have them.
    private const int RowsPerSample = 2;
    private const int SamplesPerDay = 144;

    private const int Passes = 5;

    public static void Print(Series series)
    {
        var summary = "";
        var least = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var pass = 0; pass < Passes; pass++)
        {
            summary = Measure(series, (part, micros) => least[part] = Math.Min(micros, least.GetValueOrDefault(part, double.MaxValue)));
        }

        foreach (var (part, micros) in least)
        {
            Console.WriteLine($"{part, -20}{micros, 10:F2} µs");
        }

        Console.WriteLine(summary);
    }

    private static string Measure(Series series, Action<string, double> report)
    {
        var parameters = ModelParameters.Default;
        var inputs = new ushort[series.Length][];
        var columns = new ushort[series.Length][];
        var used = new int[series.Length];
        var misses = new int[series.Length];
        var novelties = new double[series.Length];
        for (var i = 0; i < series.Length; i++)
        {
            columns[i] = new ushort[parameters.ActiveColumns];
        }

        var start = SpatialPoolerStart.For(parameters);
        var encoder = new InputEncoder(parameters, start.Places);
        var buffer = new ushort[64];
        var input = new ushort[series.Length * 64];
        var lengths = new int[series.Length];
        Line(
            report,
            "encoder",
            series.Length,
            i =>
            {
                encoder.Observe(series.Times[i], series.Values[i]);
                lengths[i] = encoder.Encode(series.Times[i], series.Values[i], buffer);
                buffer.AsSpan(0, lengths[i]).CopyTo(input.AsSpan(i * 64));
            }
        );
        var pooler = new SpatialPooler(parameters, start, KernelSelection.Default);
        Line(
            report,
            "spatial pooler",
            series.Length,
            i =>
            {
                pooler.Compute(input.AsSpan(i * 64, lengths[i]), columns[i]);
                used[i] = pooler.UsedColumns;
            }
        );
        var memory = new TM(parameters, KernelSelection.Default);
        Line(
            report,
            "temporal memory",
            series.Length,
            i =>
            {
                misses[i] = memory.Compute(columns[i], used[i]);
                novelties[i] = memory.Novelty;
            }
        );
        var likelihood = new AnomalyLikelihood(parameters.ActiveColumns);
        Line(report, "likelihood", series.Length, i => likelihood.Compute(misses[i], series.Values[i]));
        var surprise = new SurpriseEstimator(SurpriseParameters.Default, 1956, KernelSelection.Default);
        var incidents = new IncidentTracker(IncidentParameters.Default);
        var opened = 0;
        // Together, as one needs the other's evidence of the same row.
        Line(
            report,
            "decision",
            series.Length,
            i =>
            {
                var told = surprise.Compute(series.Times[i], series.Values[i], novelties[i]);
                var events = incidents.Next(new IncidentRow(i + 1, series.Times[i], series.Values[i], told), surprise.Board);
                opened += events.HasFlag(IncidentEvents.Opened) ? 1 : 0;
            }
        );
        MeasureDecision(series, report);
        return $"{pooler.UsedColumns} columns used, {memory.SegmentCount} segments, mean raw score {misses.Average() / parameters.ActiveColumns:F3}, {opened} incidents opened";
    }

    /// <summary>The costly pieces of the decision layer once more, each alone; what is left of it is scales, waiting and shaping.</summary>
    private static void MeasureDecision(Series series, Action<string, double> report)
    {
        var nearest = new NearestValue();
        var cells = new int[series.Length];
        Line(
            report,
            "  nearest value",
            series.Length,
            i =>
            {
                nearest.Next(series.Values[i]);
                cells[i] = nearest.Cell;
            }
        );
        var thinner = new SampleThinner(SurpriseParameters.Default.SpikeShare);
        var shapes = new ShapeMemory(KernelSelection.Default);
        Line(
            report,
            "  shapes",
            series.Length,
            i =>
            {
                if (thinner.Add(cells[i], RowsPerSample, nearest.Width, out var sample, out _))
                {
                    shapes.Add(sample);
                }
            }
        );
        Line(report, "  same time of day", series.Length / RowsPerSample, _ => shapes.SameTimeDistance(SamplesPerDay), RowsPerSample);
    }

    private static void Line(Action<string, double> report, string part, int rows, Action<int> row, int recordsPerRow = 1)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rows; i++)
        {
            row(i);
        }

        report(part, Stopwatch.GetElapsedTime(start).TotalMicroseconds / rows / recordsPerRow);
    }
}
