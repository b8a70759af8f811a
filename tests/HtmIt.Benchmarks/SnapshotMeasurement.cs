using System.Diagnostics;
using HtmIt.Engine;

namespace HtmIt.Benchmarks;

/// <summary>Size and times of saving and restoring one model.</summary>
internal static class SnapshotMeasurement
{
    private const int Repeats = 30;

    public static SnapshotResult Run(AnomalyModel model)
    {
        var snapshot = model.Save();
        var save = Median(() => snapshot = model.Save());
        var restore = Median(() => AnomalyModel.Load(snapshot));
        return new SnapshotResult(snapshot.Length, save, restore);
    }

    private static double Median(Action action)
    {
        var times = new double[Repeats];
        for (var i = 0; i < Repeats; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Repeats / 2];
    }

    internal sealed record SnapshotResult(int Bytes, double SaveMs, double RestoreMs);
}
