using System.Collections.Concurrent;
using System.Net;
using Grpc.Net.Client;
using HtmIt.Server.Hosting;
using HtmIt.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtmIt.Testing.Server;

/// <summary>The whole server in the test's process, on a database of its own and on real ports: gRPC over HTTP/2, Graphite in all its ways.</summary>
public sealed class InProcessServer : IAsyncDisposable
{
    private readonly ErrorCollector _errors;
    private WebApplication? _app;

    private InProcessServer(WebApplication app, ServerAddresses addresses, string connectionString, ErrorCollector errors)
    {
        _app = app;
        _errors = errors;
        ConnectionString = connectionString;
        Address = new($"http://{addresses.Grpc!.IPEndPoint}");
        Graphite = addresses.Graphite!.IPEndPoint!;
        GraphiteUdp = addresses.GraphiteUdp!;
        GraphitePickle = addresses.GraphitePickle!.IPEndPoint!;
        Channel = GrpcChannel.ForAddress(Address);
    }

    public string ConnectionString { get; }

    public Uri Address { get; }

    public IPEndPoint Graphite { get; }

    public IPEndPoint GraphiteUdp { get; }

    public IPEndPoint GraphitePickle { get; }

    public GrpcChannel Channel { get; }

    public IServiceProvider Services => (_app ?? throw new ObjectDisposedException(nameof(InProcessServer))).Services;

    /// <summary>What the server logged as errors so far. A test that expects one takes it out with <see cref="ExpectError"/>.</summary>
    public IReadOnlyCollection<string> Errors => _errors.Messages;

    /// <param name="connectionString">A migrated database.</param>
    /// <param name="settings">Settings by their path, e.g. <c>HtmIt:Models:RowsPerCheckpoint</c>.</param>
    /// <param name="time">The server's clock; null means the machine's.</param>
    /// <param name="replace">Puts fakes in the place of services.</param>
    public static async Task<InProcessServer> StartAsync(
        string connectionString,
        IReadOnlyDictionary<string, string?>? settings = null,
        TimeProvider? time = null,
        Action<IServiceCollection>? replace = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        var errors = new ErrorCollector();
        builder.Logging.ClearProviders().AddProvider(errors);
        // A silo that stops logs as an error that it found no other one to move its grains to.
        builder.Logging.AddFilter("Orleans", LogLevel.Critical);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }
        const string FreePort = "127.0.0.1:0";
        var options = new ServerOptions
        {
            Listen = FreePort,
            Graphite = FreePort,
            GraphiteUdp = FreePort,
            GraphitePickle = FreePort,
        };
        var addresses = ServerHost.Configure(builder, options, connectionString);
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        ServerHost.Map(app);
        await app.StartAsync();
        return new(app, addresses, connectionString, errors);
    }

    /// <summary>Takes errors that hold this text out of <see cref="Errors"/>; false when there is none.</summary>
    public bool ExpectError(string text) => _errors.Remove(text);

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        // NUnit keeps each fixture until the run ends, and with it a server that it keeps: all its models would be in the way of each
        // collection of garbage, of which each silo that starts asks for some.
        if (_app is { } app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            _app = null;
        }
    }

    private sealed class ErrorCollector : ILoggerProvider, ILogger
    {
        private readonly ConcurrentDictionary<string, bool> _messages = new();

        public IReadOnlyCollection<string> Messages => [.. _messages.Keys];

        public bool Remove(string text)
        {
            var found = _messages.Keys.Where(message => message.Contains(text, StringComparison.Ordinal)).ToArray();
            Array.ForEach(found, message => _messages.TryRemove(message, out _));
            return found.Length > 0;
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                _messages[$"{formatter(state, exception)} {exception}"] = true;
            }
        }
    }
}
