using HtmIt.Testing.Server;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace HtmIt.Server.Tests.Support;

/// <summary>Takes actors out of memory, as the server does with idle ones.</summary>
internal static class Actors
{
    public static Task DeactivateAllAsync(InProcessServer server) =>
        server.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
}
