using System.Net;
using System.Net.Sockets;
using HtmIt.Core.Actors;
using HtmIt.Core.Collecting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace HtmIt.Grains;

public static class GrainsRegistration
{
    /// <summary>A write may be tried again for a while before it is given up; the caller must hear of that, not of a time-out.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long models that fall idle together may wait for each other to be saved; those whose turn does not come leave memory unsaved
    /// and are replayed. Samples of a metric wait for as long, which must be less than a call may take.</summary>
    private static readonly TimeSpan LongestUnload = TimeSpan.FromSeconds(45);

    /// <summary>Registers the actors in a silo of this process alone.</summary>
    public static IHostApplicationBuilder AddHtmItGrains(this IHostApplicationBuilder host)
    {
        host.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
            silo.UseInMemoryReminderService();
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            silo.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            silo.Services.AddOptions<GrainCollectionOptions>()
                .Configure<Microsoft.Extensions.Options.IOptions<ModelOptions>>(
                    (collection, models) =>
                    {
                        collection.CollectionAge = TimeSpan.FromMinutes(Math.Max(2, models.Value.IdleMinutes));
                        collection.DeactivationTimeout = LongestUnload;
                    }
                );
        });
        host.Services.AddSingleton<IModelRuntime, ModelRuntime>();
        host.Services.AddSingleton<LocalGrains>();
        host.Services.AddSingleton<LoadedModels>();
        host.Services.AddSingleton<MemoryTrimmer>();
        host.Services.AddHostedService(provider => provider.GetRequiredService<MemoryTrimmer>());
        host.Services.AddHostedService<UnfinishedWorkWaker>();
        host.Services.AddSingleton<Collectors>();
        host.Services.AddSingleton<ICollectors>(provider => provider.GetRequiredService<Collectors>());
        host.Services.AddHostedService(provider => provider.GetRequiredService<Collectors>());
        return host;
    }

    /// <summary>The silo talks to nobody, but insists on a port. Not one of those that the system hands out by itself: such a one may be somebody
    /// else's before the silo opens it.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 30_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one, then.
            }
        }
    }
}
