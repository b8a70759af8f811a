using HtmIt.Engine;
using HtmIt.Engine.Parameters;

namespace HtmIt.Benchmarks;

/// <summary>What one model weighs when many live in one process: everything on the heap, divided.</summary>
internal static class ManyModelsMeasurement
{
    public static void Run(int models, Series series)
    {
        var workingSet = Environment.WorkingSet;
        var heap = BytesPerModel(models, series, out var grown, workingSet);
        Console.WriteLine(
            $"{models} models, {series.Length} rows each ({series.Name}): {heap:N0} B of heap a model, {grown / models:N0} B of working set a model"
        );
    }

    public static long BytesPerModel(int models, Series series) => BytesPerModel(models, series, out _, 0);

    private static long BytesPerModel(int models, Series series, out long grown, long workingSet)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var held = new AnomalyModel[models];
        for (var m = 0; m < models; m++)
        {
            held[m] = new AnomalyModel(ModelParameters.Default);
            for (var i = 0; i < series.Length; i++)
            {
                // Each model sees the series from another place on, so that they are not all alike.
                var row = (i + (m * 997)) % series.Length;
                held[m].Compute(series.Times[row], series.Values[row]);
            }
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / models;
        grown = Environment.WorkingSet - workingSet;
        GC.KeepAlive(held);
        return bytes;
    }
}
