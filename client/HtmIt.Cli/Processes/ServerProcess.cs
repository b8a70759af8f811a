using System.Diagnostics;
using System.Runtime.InteropServices;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;

namespace HtmIt.Cli.Processes;

/// <summary>A server started by this program, which also ends it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string ReadyPrefix = "htmit: ready ";
    private const int KeptLines = 20;

    // A server flushes, saves its models and stops its database; what takes longer than this hangs.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly TimeProvider _timeProvider;
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _lastLines = new();

    private ServerProcess(Process process, TimeProvider timeProvider) => (_process, _timeProvider) = (process, timeProvider);

    /// <summary>Starts the server on this process's own terminal and waits until it ends. Cancelling asks it to stop.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(arguments, redirect: false);
        await using (cancellationToken.Register(() => Terminate(process)))
        {
            // Ctrl-C in a terminal reaches the server directly too; here only its end is awaited.
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return process.ExitCode;
    }

    /// <summary>Starts the server in the background and waits until it says that it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(
        IReadOnlyList<string> arguments,
        TimeProvider timeProvider,
        CancellationToken cancellationToken
    )
    {
        var server = new ServerProcess(Start(arguments, redirect: true), timeProvider);
        try
        {
            server.Listen();
            await server.WaitUntilReadyAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The addresses of a ready line by name: <c>grpc</c>, <c>graphite</c>.</summary>
    public IReadOnlyDictionary<string, string> Endpoints { get; private set; } = new Dictionary<string, string>();

    /// <summary>Asks the server to stop, waits for it, and kills it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Terminate(_process);
            using var patience = new CancellationTokenSource(TimeToStop, _timeProvider);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    internal static Dictionary<string, string> ParseReadyLine(string line) =>
        line[ReadyPrefix.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1]);

    private static Process Start(IReadOnlyList<string> arguments, bool redirect)
    {
        var program = ServerLocator.Find();
        var isLibrary = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isLibrary ? "dotnet" : program)
        {
            RedirectStandardOutput = redirect,
            RedirectStandardError = redirect,
            UseShellExecute = false,
        };
        if (isLibrary)
        {
            start.ArgumentList.Add(program);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new CliException($"{program} could not be started.");
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.StartsWith(ReadyPrefix, StringComparison.Ordinal))
        {
            _ready.TrySetResult(line);
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > KeptLines)
            {
                _lastLines.Dequeue();
            }
        }
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var exited = _process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(_ready.Task, exited) == exited)
        {
            await exited;
            throw new CliException($"The server ended with exit code {_process.ExitCode}. Its last lines:") { Details = LastLines() };
        }

        Endpoints = ParseReadyLine(await _ready.Task);
    }

    private string[] LastLines()
    {
        lock (_lastLines)
        {
            return [.. _lastLines];
        }
    }

    private static void Terminate(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
        }
        else if (!process.HasExited)
        {
            _ = NativeMethods.Kill(process.Id, NativeMethods.SigTerm);
        }
    }

    private static class NativeMethods
    {
        public const int SigTerm = 15;

        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Kill(int processId, int signal);
    }
}
