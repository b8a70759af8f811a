using System.Net;
using HtmIt.Aws;
using HtmIt.Core;
using HtmIt.Grains;
using HtmIt.Server.Diagnostics;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Listeners;
using HtmIt.Server.Services;
using HtmIt.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtmIt.Server.Hosting;

/// <summary>Builds the server on a database that is ready.</summary>
internal static class ServerHost
{
    /// <summary>Messages larger than this are refused. A full batch of 10,000 samples takes about 300 KB.</summary>
    internal const int LargestMessage = 4 * 1024 * 1024;

    public static ServerAddresses Configure(WebApplicationBuilder builder, ServerOptions options, string connectionString)
    {
        var grpc = ListenAddress.Parse("--listen", options.Listen);
        var graphite = options.Graphite == ServerOptions.Off ? null : ListenAddress.Parse("--graphite", options.Graphite);
        builder.Services.AddHtmItStorage(connectionString);
        builder.Services.AddHtmItCore();
        builder.Services.AddHtmItAws();
        builder.AddNotificationSenders(options);
        builder.Services.AddDiagnostics();
        builder.AddHtmItGrains();
        builder.Services.AddGrpc(grpcOptions =>
        {
            grpcOptions.MaxReceiveMessageSize = LargestMessage;
            grpcOptions.Interceptors.Add<ErrorInterceptor>();
        });
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
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, grpc, graphite, addresses));
        return addresses;
    }

    public static void Map(WebApplication app)
    {
        // Made now: it is the time of the start, not that of the first question.
        app.Services.GetRequiredService<StartTime>();
        app.UseUntakenMessages();
        app.MapGrpcService<NotificationGrpcService>();
        app.MapGrpcService<MetricGrpcService>();
        app.MapGrpcService<ModelGrpcService>();
        app.MapGrpcService<AutostackGrpcService>();
        app.MapGrpcService<MetricDataGrpcService>();
        app.MapGrpcService<AnnotationGrpcService>();
        app.MapGrpcService<CloudWatchGrpcService>();
        app.MapGrpcService<InstanceGrpcService>();
        app.MapGrpcService<AnomalyGrpcService>();
        app.MapGrpcService<DiagnosticsGrpcService>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
    }

    private static void Listen(KestrelServerOptions kestrel, IPEndPoint grpc, IPEndPoint? graphite, ServerAddresses addresses)
    {
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(
            grpc,
            listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                addresses.Grpc = listen;
            }
        );
        if (graphite is not null)
        {
            kestrel.Listen(
                graphite,
                listen =>
                {
                    listen.UseConnectionHandler<GraphiteConnectionHandler>();
                    addresses.Graphite = listen;
                }
            );
        }
    }
}
