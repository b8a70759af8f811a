using System.Net;
using HtmIt.Server.Listeners;
using HtmIt.Server.Listeners.Pickle;
using HtmIt.Server.Settings;
using HtmIt.Server.Streams;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HtmIt.Server.Hosting;

/// <summary>Opens the ways in for Graphite that the options name.</summary>
internal static class GraphiteHosting
{
    /// <summary>Registered after the grains: at the end, what came by UDP is stored before they stop.</summary>
    public static void AddGraphite(this WebApplicationBuilder builder, ServerOptions options, ServerAddresses addresses)
    {
        builder.Services.AddSingleton<GraphiteConnectionLimit>();
        builder.Services.AddSingleton<GraphiteComplaints>();
        builder.Services.AddSingleton<GraphiteReport>();
        builder.Services.AddSingleton<GraphiteIntake>();
        if (Parse("--graphite-udp", options.GraphiteUdp) is { } udp)
        {
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<GraphiteUdpListener>(services, udp, addresses));
        }
        var text = Parse("--graphite", options.Graphite);
        var pickle = Parse("--graphite-pickle", options.GraphitePickle);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Listen<GraphiteConnectionHandler>(kestrel, text, listen => addresses.Graphite = listen);
            Listen<GraphitePickleHandler>(kestrel, pickle, listen => addresses.GraphitePickle = listen);
        });
    }

    private static IPEndPoint? Parse(string option, string text) => text == ServerOptions.Off ? null : ListenAddress.Parse(option, text);

    private static void Listen<THandler>(KestrelServerOptions kestrel, IPEndPoint? address, Action<ListenOptions> tell)
        where THandler : ConnectionHandler
    {
        if (address is not null)
        {
            kestrel.Listen(
                address,
                listen =>
                {
                    listen.CutOffWhenStopped(listen.ApplicationServices.GetRequiredService<ServerStop>());
                    var limit = listen.ApplicationServices.GetRequiredService<GraphiteConnectionLimit>();
                    listen.Use(next => connection => limit.OnConnectionAsync(connection, next));
                    listen.UseConnectionHandler<THandler>();
                    tell(listen);
                }
            );
        }
    }
}
