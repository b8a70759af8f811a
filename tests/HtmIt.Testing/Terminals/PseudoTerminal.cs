using System.Text;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Testing.Terminals;

/// <summary>A program on a terminal of its own, as a person has it: what is typed, Ctrl-C and the size of the window come from the kernel, and
/// what the program draws is read as a screen. Disposing kills it.</summary>
public sealed class PseudoTerminal : IAsyncDisposable
{
    /// <summary>What Ctrl-C types.</summary>
    public const string CtrlC = "\u0003";

    /// <summary>What Ctrl-D types: the end of input.</summary>
    public const string CtrlD = "\u0004";

    // The shell opens the terminal for the program, and setsid makes it the one that controls it. Signals do what they do in a terminal, also
    // where the tests run behind something that ignores them.
    private const string OnTerminal = """
        exec 3>&1
        exec setsid --ctty --wait env --default-signal sh -c 'echo >&3; exec 3>&-; exec "$@"' sh "$@" <>"$0" >&0 2>&1
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly List<(Func<TerminalScreen, bool> Holds, TaskCompletionSource Seen)> _waiting = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _written = new();
    private readonly TerminalScreen _screen;
    private readonly Pty _pty;
    private readonly ManagedProcess _process;
    private readonly Task _taken;

    /// <param name="taken">Ends when the terminal controls the program.</param>
    private PseudoTerminal(Pty pty, ManagedProcess process, Task taken, int columns, int rows)
    {
        (_pty, _process, _taken) = (pty, process, taken);
        _screen = new TerminalScreen(columns, rows);
        new Thread(Read) { IsBackground = true, Name = pty.Path }.Start();
    }

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Everything that was shown and not drawn over, as lines.</summary>
    public string Text => See(screen => screen.Text);

    /// <summary>Everything that was written, with what steers the terminal.</summary>
    public string Written => See(_ => _written.ToString());

    /// <summary>Whether the terminal is as a shell wants it back: a cursor, its own screen, and lines that are edited and echoed.</summary>
    public bool IsRestored => See(screen => screen is { IsCursorVisible: true, IsAlternate: false }) && _pty.IsCooked;

    /// <summary>Starts a program, by its name or path.</summary>
    /// <param name="environment">Variables to add to those of the tests; a null value removes one.</param>
    public static PseudoTerminal Start(
        string program,
        IEnumerable<string> arguments,
        int columns = 100,
        int rows = 30,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? directory = null
    )
    {
        var all = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>());
        all.TryAdd("TERM", "xterm-256color");
        var pty = Pty.Open(columns, rows);
        string[] shell = ["-c", OnTerminal, pty.Path, program, .. arguments];
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ManagedProcess.StartCommand("sh", shell, all, _ => taken.TrySetResult(), directory: directory);
        return new PseudoTerminal(pty, process, taken.Task, columns, rows);
    }

    /// <summary>Types text; <c>\r</c> is the Enter key. Nobody types before there is a shell: a Ctrl-C would interrupt nothing, and be lost.</summary>
    public async Task TypeAsync(string text, CancellationToken cancellationToken)
    {
        await Task.WhenAny(_taken, _ended.Task).WaitAsync(Patience, TimeProvider.System, cancellationToken);
        await _pty.Stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    /// <summary>Gives the window another size.</summary>
    public void Resize(int columns, int rows)
    {
        lock (_gate)
        {
            _screen.Resize(columns, rows);
        }

        _pty.Resize(columns, rows);
    }

    /// <summary>Asks the program to end (SIGTERM).</summary>
    public void Terminate() => _process.Terminate();

    /// <summary>Reads something off the screen.</summary>
    public T See<T>(Func<TerminalScreen, T> look)
    {
        lock (_gate)
        {
            return look(_screen);
        }
    }

    /// <summary>Waits until a text was seen.</summary>
    public Task SeeAsync(string text, CancellationToken cancellationToken) =>
        SeeAsync(screen => screen.Text.Contains(text, StringComparison.Ordinal), $"'{text}'", cancellationToken);

    /// <summary>Waits until the screen is as it should be. It is looked at after each piece that was drawn.</summary>
    public async Task SeeAsync(Func<TerminalScreen, bool> condition, string what, CancellationToken cancellationToken)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (condition(_screen))
            {
                return;
            }

            _waiting.Add((condition, seen));
        }

        try
        {
            var first = await Task.WhenAny(seen.Task, _ended.Task).WaitAsync(Patience, TimeProvider.System, cancellationToken);
            Assert.That(seen.Task.IsCompleted, $"the program ended, and {what} was not seen:\n{Text}");
            await first;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Assert.Fail($"waited in vain for {what} on the screen:\n{Text}");
        }
    }

    /// <summary>Waits until the program has ended and all that it wrote is on the screen; its exit code.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        try
        {
            var exitCode = await _process
                .WaitForExitAsync(cancellationToken)
                .WaitAsync(limit ?? Patience, TimeProvider.System, cancellationToken);
            await _ended.Task.WaitAsync(limit ?? Patience, TimeProvider.System, cancellationToken);
            return exitCode;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Assert.Fail($"the program does not end:\n{Text}");
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _pty.Dispose();
    }

    /// <summary>Until nobody has the terminal any more: then a read fails, which is how a terminal says so.</summary>
    private void Read()
    {
        var bytes = new byte[4_096];
        var characters = new char[4_096];
        var decoder = Encoding.UTF8.GetDecoder();
        try
        {
            int count;
            while ((count = _pty.Stream.Read(bytes)) > 0)
            {
                Take(new string(characters, 0, decoder.GetChars(bytes, 0, count, characters, 0)));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Its end.
        }

        _ended.TrySetResult();
    }

    private void Take(string text)
    {
        string answer;
        lock (_gate)
        {
            _written.Append(text);
            answer = _screen.Draw(text);
            foreach (var (holds, seen) in _waiting)
            {
                if (!seen.Task.IsCompleted && holds(_screen))
                {
                    seen.SetResult();
                }
            }
        }

        if (answer.Length > 0)
        {
            _pty.Stream.Write(Encoding.ASCII.GetBytes(answer));
        }
    }
}
