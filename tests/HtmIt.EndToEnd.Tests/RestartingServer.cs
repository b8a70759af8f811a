using HtmIt.Testing.Processes;

namespace HtmIt.EndToEnd.Tests;

/// <summary>A server process on one data directory and one address, started again whenever it was killed.</summary>
internal sealed class RestartingServer : IAsyncDisposable
{
    private readonly ServerProcessOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly Lock _lock = new();
    private ServerProcess _server;
    private Task _restart = Task.CompletedTask;

    private RestartingServer(ServerProcess server, ServerProcessOptions options, CancellationToken cancellationToken)
    {
        _server = server;
        _options = options with { Listen = server.GrpcAddress.Authority };
        _cancellationToken = cancellationToken;
        Address = server.GrpcAddress;
    }

    public Uri Address { get; }

    public int Kills { get; private set; }

    public static async Task<RestartingServer> StartAsync(string directory, CancellationToken cancellationToken)
    {
        var options = new ServerProcessOptions
        {
            DataDirectory = directory,
            Graphite = "off",
            // Small steps, so that kills meet checkpoints and backlogs half done.
            Arguments = ["--HtmIt:Models:RowsPerCheckpoint", "150", "--HtmIt:Models:BacklogSliceRows", "50"],
        };
        return new(await ServerProcess.StartAsync(options, cancellationToken), options, cancellationToken);
    }

    /// <summary>Kills the process at once, and begins to start another.</summary>
    public void Kill()
    {
        lock (_lock)
        {
            Kills++;
            _restart = RestartAsync(_restart);
        }
    }

    public async Task WaitForRestartAsync(CancellationToken cancellationToken)
    {
        Task restart;
        lock (_lock)
        {
            restart = _restart;
        }
        await restart.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _restart.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
    }

    private async Task RestartAsync(Task before)
    {
        if (before.IsCompleted)
        {
            await _server.KillAsync();
        }
        else
        {
            await before;
            await _server.KillAsync();
        }
        _server = await ServerProcess.StartAsync(_options, _cancellationToken);
    }
}
