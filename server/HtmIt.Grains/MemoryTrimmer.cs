using System.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HtmIt.Grains;

/// <summary>Gives the memory of models that were unloaded back to the machine. The collector of .NET works when something is allocated: a
/// server whose models have all fallen idle allocates next to nothing, and would keep gigabytes for nobody for as long as it lives.</summary>
internal sealed partial class MemoryTrimmer(LoadedModels models, TimeProvider time, ILogger<MemoryTrimmer> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly TrimRule _rule = new();

    /// <summary>Collects if enough models have left.</summary>
    internal Trim TrimNow()
    {
        var left = models.TakeLeft();
        var trim = _rule.Decide(left, models.Loaded);
        var before = Environment.WorkingSet;
        switch (trim)
        {
            case Trim.Collect:
                // Beside the running threads, without moving anything.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
                break;
            case Trim.Compact:
                GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                Log.Compacted(logger, models.Loaded, before >> 20, Environment.WorkingSet >> 20);
                break;
        }
        return trim;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                TrimNow();
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            3021,
            LogLevel.Information,
            "Models have left memory ({Loaded} are in it): {Before} MB resident before, {After} MB now"
        )]
        public static partial void Compacted(ILogger logger, int loaded, long before, long after);
    }
}
