using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Orleans;
using Orleans.Runtime;

namespace HtmIt.Server.Tests.Models;

/// <summary>Memory of models that were unloaded.</summary>
[NonParallelizable]
public sealed class UnloadedModelsTests : ServerFixture
{
    private const int Count = 150;

    // The least that a model takes.
    private const long ModelBytes = 100_000;

    [Test, CancelAfter(180_000)]
    public async Task Unload_ManyModelsAndThenSilence_GivesTheirMemoryBack(CancellationToken cancellationToken)
    {
        for (var i = 0; i < Count; i++)
        {
            await MonitorAsync($"unload.{i}");
            await Data.SendAsync(Ingest.Series($"unload.{i}", Values.Wave(i, 20)));
        }
        var loaded = GC.GetTotalMemory(forceFullCollection: true);
        var silo = Server.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);

        await silo.ForceActivationCollection(TimeSpan.Zero, cancellationToken);

        // Nothing here allocates enough to make the runtime collect by itself.
        await Until.HoldsAsync(
            () => Task.FromResult(GC.GetTotalMemory(forceFullCollection: false)),
            bytes => bytes < loaded - (Count * ModelBytes),
            $"the memory of the models to be collected; with them it was {loaded}"
        );
    }
}
