namespace HtmIt.Benchmarks.Fleet;

/// <summary>What is left on the heap when all garbage is gone.</summary>
internal static class LiveHeap
{
    public static long Bytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
