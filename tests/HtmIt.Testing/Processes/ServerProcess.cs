using System.Net;
using HtmIt.PrivatePostgres;

namespace HtmIt.Testing.Processes;

/// <summary>The real server as a process: started, asked to stop, or killed. Nothing of it outlives the test.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>The environment variable with the path of the server's assembly, where it is not the one that was built: <c>./test</c>
    /// names a copy with machine code in it.</summary>
    public const string ProgramVariable = "HTMIT_TEST_SERVER";

    private const string ReadyPrefix = "htmit: ready ";

    private readonly ManagedProcess _process;
    private readonly string? _dataDirectory;

    private ServerProcess(ManagedProcess process, string? dataDirectory, string ready)
    {
        _process = process;
        _dataDirectory = dataDirectory;
        var addresses = ready[ReadyPrefix.Length..]
            .Split(' ')
            .Select(part => part.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        GrpcAddress = new Uri($"http://{addresses["grpc"]}");
        Graphite = IPEndPoint.TryParse(addresses["graphite"], out var graphite) ? graphite : null;
    }

    /// <summary>Where it serves gRPC, without TLS.</summary>
    public Uri GrpcAddress { get; }

    /// <summary>Where it takes Graphite text; null when that is off.</summary>
    public IPEndPoint? Graphite { get; }

    public int Id => _process.Id;

    /// <summary>Everything it has written so far.</summary>
    public string Output => _process.Output;

    /// <summary>Starts the server and waits until it says that it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(ServerProcessOptions options, CancellationToken cancellationToken)
    {
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        string[] command =
        [
            .. options.Umask is { } umask ? new[] { "sh", "-c", "umask \"$0\"; exec \"$@\"", umask } : [],
            "dotnet",
            "exec",
            Environment.GetEnvironmentVariable(ProgramVariable) ?? Checkout.Program("server/HtmIt.Server", "HtmIt.Server"),
            .. Arguments(options),
        ];
        var process = ManagedProcess.StartCommand(
            command[0],
            command[1..],
            options.Environment,
            line => _ = line.StartsWith(ReadyPrefix, StringComparison.Ordinal) && ready.TrySetResult(line),
            options.DataDirectory is null ? null : Path.Combine(options.DataDirectory, "postgres", "data", "postmaster.pid")
        );
        try
        {
            var ended = process.WaitForExitAsync(cancellationToken);
            await Task.WhenAny(ready.Task, ended).WaitAsync(options.StartTimeout, TimeProvider.System, cancellationToken);
            return ready.Task.IsCompleted
                ? new ServerProcess(process, options.DataDirectory, await ready.Task)
                : throw new InvalidOperationException($"The server ended with code {await ended} before it was ready.");
        }
        catch (Exception error)
        {
            await process.DisposeAsync();
            await StopLeftDatabaseAsync(options.DataDirectory);
            throw new InvalidOperationException($"The server did not start: {error.Message}\n{process.Output}", error);
        }
    }

    /// <summary>Asks it to end (SIGTERM), waits, and gives its exit code.</summary>
    public Task<int> StopAsync(CancellationToken cancellationToken) => _process.StopAsync(cancellationToken);

    /// <summary>Kills it (SIGKILL). A private PostgreSQL keeps running, for the next server to adopt.</summary>
    public Task KillAsync() => _process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await StopLeftDatabaseAsync(_dataDirectory);
    }

    private static List<string> Arguments(ServerProcessOptions options)
    {
        List<string> arguments = ["--listen", options.Listen, "--graphite", options.Graphite];
        arguments.AddRange(
            (options.ConnectionString, options.DataDirectory) switch
            {
                // The cluster of the tests is fast, not durable.
                ({ } connectionString, null) => ["--connection-string", connectionString, "--HtmIt:Storage:AllowUnsafeDatabase", "true"],
                (null, { } directory) => ["--data-dir", directory],
                _ => throw new ArgumentException("Give a data directory or a connection string.", nameof(options)),
            }
        );
        arguments.AddRange(options.Arguments);
        return arguments;
    }

    /// <summary>Stops the cluster a killed server left, unless another server has taken it over since.</summary>
    private static async Task StopLeftDatabaseAsync(string? dataDirectory)
    {
        if (dataDirectory is null || !Directory.Exists(dataDirectory))
        {
            return;
        }

        try
        {
            await EmbeddedPostgres.StopLeftAsync(new() { DataDirectory = dataDirectory }, CancellationToken.None);
        }
        catch (EmbeddedPostgresException)
        {
            // Another server uses it.
        }
    }
}
