using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace HtmIt.Testing.Processes;

/// <summary>
/// A .NET program of the checkout as a process of its own, with its output kept. Disposing kills it; when the tests themselves are killed,
/// a watcher at the other end of a pipe does.
/// </summary>
public sealed class ManagedProcess : IAsyncDisposable
{
    private const int TerminateSignal = 15;

    // Its input ends when the test run does, however that happens. A private PostgreSQL of the killed program ends with it.
    private const string Watcher = """
        trap '' INT TERM HUP
        cat >/dev/null
        kill -9 "$1"
        [ -z "$2" ] || kill -QUIT "$(head -n 1 "$2")"
        """;

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly Process _process;
    private readonly Process _watcher;
    private readonly Action<string>? _onOutput;

    private ManagedProcess(Process process, Process watcher, Action<string>? onOutput)
    {
        _process = process;
        _watcher = watcher;
        _onOutput = onOutput;
        process.OutputDataReceived += (_, line) => Keep(line.Data, _onOutput);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, null);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Everything it has written so far, both streams.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">The path of its assembly.</param>
    /// <param name="environment">Variables to add to those of the tests; a null value removes one.</param>
    /// <param name="onOutput">Called for each line of its standard output.</param>
    /// <param name="databasePidFile">The <c>postmaster.pid</c> of a cluster that must not outlive the tests either.</param>
    public static ManagedProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        Action<string>? onOutput = null,
        string? databasePidFile = null
    ) => StartCommand("dotnet", ["exec", program, .. arguments], environment, onOutput, databasePidFile);

    /// <summary>Starts any program, by its name or path.</summary>
    public static ManagedProcess StartCommand(
        string command,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        Action<string>? onOutput = null,
        string? databasePidFile = null,
        string? directory = null
    )
    {
        var start = new ProcessStartInfo(command, [.. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var id = process.Id.ToString(CultureInfo.InvariantCulture);
        var watch = new ProcessStartInfo("setsid", ["sh", "-c", Watcher, "watcher", id, databasePidFile ?? ""])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        return new ManagedProcess(process, Process.Start(watch)!, onOutput);
    }

    /// <summary>Asks it to end (SIGTERM) and waits; its exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        Terminate();
        return await WaitForExitAsync(cancellationToken);
    }

    /// <summary>Asks it to end (SIGTERM). A refusal means that it has ended already.</summary>
    public void Terminate() => _ = Kill(_process.Id, TerminateSignal);

    /// <summary>Ends it at once (SIGKILL): nothing of its own runs any more.</summary>
    public async Task KillAsync()
    {
        await EndWatcherAsync();
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await EndWatcherAsync();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _watcher.Dispose();
        _process.Dispose();
    }

    /// <summary>First, so that it can never kill a stranger who got the number of the ended process, nor the database that the next one has
    /// taken over: its input also ends when this object is forgotten and collected.</summary>
    private async Task EndWatcherAsync()
    {
        _watcher.Kill(entireProcessTree: true);
        await _watcher.WaitForExitAsync();
    }

    private void Keep(string? line, Action<string>? handler)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _lines.Add(line);
        }

        handler?.Invoke(line);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
