using System.Net;
using HtmIt.Testing.Processes;

namespace HtmIt.Faults.Laboratory;

/// <summary>The real server on the laboratory's database; killed and started again at the same addresses.</summary>
internal sealed class FaultyServer : IAsyncDisposable
{
    private readonly ServerProcessOptions _options;
    private ServerProcess _server;
    private string _outputBefore = "";
    private int _generation;

    private FaultyServer(ServerProcess server, ServerProcessOptions options)
    {
        _server = server;
        Address = server.GrpcAddress;
        Graphite = server.Graphite!;
        _options = options with { Listen = Address.Authority, Graphite = Graphite.ToString() };
    }

    public Uri Address { get; }

    public IPEndPoint Graphite { get; }

    /// <summary>Rises before each kill. The kernel closes the connections of a killed process as if it had done so itself: an end of one
    /// says something only when this is what it was when the connection was opened.</summary>
    public int Generation => Volatile.Read(ref _generation);

    public string Output => _outputBefore + _server.Output;

    public static async Task<FaultyServer> StartAsync(string connectionString, CancellationToken cancellationToken)
    {
        var options = new ServerProcessOptions
        {
            // Writes give up soon, so that a fault of a few seconds is a long one. All else waits as long as it does by itself: the
            // question what became of a commit has to be asked still when a slow recovery is over.
            ConnectionString = $"{connectionString};Command Timeout=2",
            Arguments = ["--HtmIt:Storage:WriteRetrySeconds", "2"],
        };
        return new(await ServerProcess.StartAsync(options, cancellationToken), options);
    }

    public async Task KillAndRestartAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _generation);
        await _server.KillAsync();
        _outputBefore = Output + "\n-- killed --\n";
        await _server.DisposeAsync();
        _server = await ServerProcess.StartAsync(_options, cancellationToken);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
