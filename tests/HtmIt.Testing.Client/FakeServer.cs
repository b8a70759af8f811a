using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Core.Interceptors;
using HtmIt.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtmIt.Testing.Client;

/// <summary>A gRPC server on a loopback port whose services do what a test tells them.</summary>
public sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeServer(WebApplication app, FakeServices services) => (_app, Services) = (app, services);

    public FakeServices Services { get; }

    public Uri Address { get; private init; } = null!;

    /// <summary>Starts a server; <paramref name="port"/> 0 picks a free port. An interceptor may answer in place of the services.</summary>
    public static async Task<FakeServer> StartAsync(FakeServices? services = null, int port = 0, Interceptor? interceptor = null)
    {
        services ??= new FakeServices();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        if (interceptor is not null)
        {
            builder.Services.AddSingleton(interceptor.GetType(), interceptor);
            builder.Services.Configure<GrpcServiceOptions>(options => options.Interceptors.Add(interceptor.GetType()));
        }

        builder.Services.AddSingleton(services);
        var app = builder.Build();
        app.MapGrpcService<FakeModelService>();
        app.MapGrpcService<FakeMetricService>();
        app.MapGrpcService<FakeMetricDataService>();
        app.MapGrpcService<FakeDeviceService>();
        app.MapGrpcService<FakeNotificationService>();
        app.MapGrpcService<FakeIncidentService>();
        app.MapGrpcService<FakeAnnotationService>();
        app.MapGrpcService<FakeAnomalyService>();
        app.MapGrpcService<FakeDiagnosticsService>();
        app.MapGrpcService<FakeAutostackService>();
        app.MapGrpcService<FakeExchangeService>();
        app.MapGrpcService<FakeResourceService>();
        app.MapGrpcService<FakeCloudWatchService>();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new FakeServer(app, services) { Address = new Uri(address) };
    }

    /// <summary>A client with short waits, so that tests of broken connections are quick.</summary>
    public HtmItClient CreateClient() => new(Address, FastOptions);

    public static HtmItClientOptions FastOptions { get; } =
        new()
        {
            Backoff = new BackoffOptions { Initial = TimeSpan.FromMilliseconds(5), Maximum = TimeSpan.FromMilliseconds(50) },
        };

    public async ValueTask DisposeAsync()
    {
        // Open streams are cut, as by a crash: a test does not wait for a graceful end.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
