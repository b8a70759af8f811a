using System.Net;
using HtmIt.Aws;
using HtmIt.Core;
using HtmIt.Grains;
using HtmIt.Server.Batches;
using HtmIt.Server.Diagnostics;
using HtmIt.Server.Http1;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Json;
using HtmIt.Server.Messages;
using HtmIt.Server.Services;
using HtmIt.Server.Settings;
using HtmIt.Server.Streams;
using HtmIt.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtmIt.Server.Hosting;

/// <summary>Builds the server on a database that is ready.</summary>
internal static class ServerHost
{
    /// <summary>What the whole stop may take: the streams, then the actors, then what is to be written.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    /// <summary>What a connection may have received before it is read: times ten thousand connections, still little.</summary>
    private const long UnreadInput = 32 * 1024;

    /// <summary>What a stream's unread output may take beyond the message that goes over it.</summary>
    private const long UnreadOutput = 64 * 1024;

    public static ServerAddresses Configure(WebApplicationBuilder builder, ServerOptions options, string connectionString)
    {
        var grpc = ListenAddress.Parse("--listen", options.Listen);
        builder.Services.AddHtmItStorage(connectionString);
        builder.Services.AddHtmItCore();
        builder.Services.AddHtmItAws();
        builder.AddNotificationSenders(options);
        builder.Services.AddDiagnostics();
        builder.Services.AddSingleton<ServerStop>();
        builder.Services.AddSingleton<UnreadMessages>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<UnreadMessages>());
        builder.Services.AddSingleton<WatchStreams>();
        builder.Services.AddSingleton<DeviceImport>();
        builder.Services.AddSingleton<LimitsReport>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        builder.AddHtmItGrains();
        builder
            .Services.AddGrpc(grpcOptions =>
            {
                grpcOptions.MaxReceiveMessageSize = MessageSize.Max;
                grpcOptions.Interceptors.Add<ErrorInterceptor>();
            })
            .AddJson(builder.Logging);
        builder.Services.AddSampleBatches();
        builder.Services.AddBoundedMessages();
        // What the interceptor sees it logs itself. What is left, with a stack trace each, are messages that can't be read.
        builder.Logging.AddFilter("Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.Critical);
        builder.Services.AddGrpcReflection();
        builder.Services.AddSingleton<StorageHealthLog>();
        // It would say the same once a second; StorageHealthLog says what changed.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddGrpcHealthChecks().AddCheck<StorageHealthCheck>("storage");
        // For those that watch the health.
        builder.Services.Configure<HealthCheckPublisherOptions>(publisher =>
            (publisher.Delay, publisher.Period) = (TimeSpan.Zero, TimeSpan.FromSeconds(1))
        );
        var addresses = new ServerAddresses();
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.MaxReadBufferSize = UnreadInput);
        var http1 = new Http1Listener();
        builder.Services.AddSingleton<IConnectionListenerFactory>(http1);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, grpc, http1, addresses));
        builder.AddGraphite(options, addresses);
        builder.Services.AddSingleton(addresses);
        return addresses;
    }

    public static void Map(WebApplication app)
    {
        // Made now: it is the time of the start, not that of the first question.
        app.Services.GetRequiredService<StartTime>();
        app.RefuseWhileStopping();
        app.UseUntakenMessages();
        app.UseJson();
        app.MapGrpcService<DeviceGrpcService>();
        app.MapGrpcService<NotificationGrpcService>();
        app.MapGrpcService<MetricGrpcService>();
        app.MapGrpcService<ModelGrpcService>();
        app.MapGrpcService<ExchangeGrpcService>();
        app.MapGrpcService<AutostackGrpcService>();
        app.MapGrpcService<MetricDataGrpcService>();
        app.MapGrpcService<IncidentGrpcService>();
        app.MapGrpcService<AnnotationGrpcService>();
        app.MapGrpcService<CloudWatchGrpcService>();
        app.MapGrpcService<ResourceGrpcService>();
        app.MapGrpcService<AnomalyGrpcService>();
        app.MapGrpcService<DiagnosticsGrpcService>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
    }

    private static void Listen(KestrelServerOptions kestrel, IPEndPoint grpc, Http1Listener http1, ServerAddresses addresses)
    {
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxResponseBufferSize = UnreadOutput;
        var stop = kestrel.ApplicationServices.GetRequiredService<ServerStop>();
        kestrel.Listen(
            grpc,
            listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.CutOffWhenStopped(stop);
                listen.UseHttp1(http1);
                listen.LingerWhenStopped(stop);
                addresses.Grpc = listen;
            }
        );
    }
}
