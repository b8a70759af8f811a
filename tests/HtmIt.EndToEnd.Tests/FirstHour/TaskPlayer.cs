using System.Globalization;
using System.Text.RegularExpressions;
using HtmIt.Testing.Terminals;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.FirstHour;

/// <summary>Types what a transcript types, on a terminal, and looks for what it shows. The page says at its beginning what its lines mean.</summary>
internal sealed partial class TaskPlayer(string directory, IReadOnlyDictionary<string, string?> environment) : IAsyncDisposable
{
    private const int Columns = 120;
    private const int Rows = 40;
    private const string Anything = "…";

    // Whoever was told to end says good-bye to the server and no more.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    private readonly List<string> _never = [];
    private PseudoTerminal? _terminal;
    private bool _isToldToEnd;
    private int _exitCode;

    public async Task PlayAsync(FirstHourTask task, CancellationToken cancellationToken)
    {
        foreach (var line in task.Transcript)
        {
            await PlayAsync(line, cancellationToken);
        }

        await FinishAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_terminal is not null)
        {
            await _terminal.DisposeAsync();
        }
    }

    private async Task PlayAsync(string line, CancellationToken cancellationToken)
    {
        if (line.StartsWith("$ ", StringComparison.Ordinal))
        {
            await FinishAsync(cancellationToken);
            _terminal = PseudoTerminal.Start("bash", ["-c", line[2..]], Columns, Rows, environment, directory);
        }
        else if (line.StartsWith("> ", StringComparison.Ordinal))
        {
            await _terminal!.TypeAsync(line[2..] + "\r", cancellationToken);
        }
        else if (Note().Match(line) is { Success: true } note)
        {
            await DoAsync(note.Groups["what"].Value, note.Groups["with"].Value, cancellationToken);
        }
        else if (line.Trim() is not ("" or Anything))
        {
            var expected = ToExpression(line);
            await _terminal!.SeeAsync(screen => expected.IsMatch(screen.Text), $"'{line.Trim()}'", cancellationToken);
        }
    }

    private async Task DoAsync(string what, string with, CancellationToken cancellationToken)
    {
        switch (what)
        {
            case "Ctrl-C":
                _isToldToEnd = true;
                await _terminal!.TypeAsync(PseudoTerminal.CtrlC, cancellationToken);
                break;
            case "Ctrl-D":
                await _terminal!.TypeAsync(PseudoTerminal.CtrlD, cancellationToken);
                break;
            case "SIGTERM":
                _isToldToEnd = true;
                _terminal!.Terminate();
                break;
            case "window":
                var size = with.Split('x').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
                _terminal!.Resize(size[0], size[1]);
                break;
            case "exit":
                _exitCode = int.Parse(with, CultureInfo.InvariantCulture);
                break;
            case "never":
                _never.Add(with);
                break;
            default:
                Assert.Fail($"[{what}] is nothing that a transcript may have.");
                break;
        }
    }

    /// <summary>Waits for the end of what was typed last, and holds it to what every program owes its terminal.</summary>
    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_terminal is null)
        {
            return;
        }

        var exitCode = await _terminal.WaitForExitAsync(cancellationToken, _isToldToEnd ? TimeToEnd : null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(_exitCode), $"the exit code, after\n{_terminal.Text}");
            Assert.That(_terminal.IsRestored, $"the terminal is left as it was, after\n{_terminal.Written}");
            foreach (var text in _never)
            {
                Assert.That(_terminal.Text, Does.Not.Contain(text));
            }
        }

        await _terminal.DisposeAsync();
        _never.Clear();
        (_terminal, _isToldToEnd, _exitCode) = (null, false, 0);
    }

    /// <summary>A line may be anywhere, with any blanks between its words.</summary>
    private static Regex ToExpression(string line) =>
        new(
            string.Join(
                "[^\n]*",
                line.Trim()
                    .Split(Anything)
                    .Select(part => string.Join(@"\s+", part.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape)))
            ),
            RegexOptions.CultureInvariant
        );

    [GeneratedRegex(@"^\[(?<what>[A-Za-z-]+)(:? (?<with>.+))?\]$")]
    private static partial Regex Note();
}
