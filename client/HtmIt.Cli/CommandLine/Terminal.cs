using Spectre.Console;

namespace HtmIt.Cli.CommandLine;

/// <summary>Where a command writes, and whether somebody watches.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isInteractive, TimeProvider timeProvider)
{
    public TextWriter Out => output;

    public TextWriter Error => error;

    /// <summary>Whether the output is a screen that can be drawn over.</summary>
    public bool IsInteractive => isInteractive;

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>For tables, colours and live views.</summary>
    public IAnsiConsole Ansi { get; } = CreateAnsi(output, isInteractive);

    public static Terminal OfProcess()
    {
        var isInteractive = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
        return new Terminal(Console.Out, Console.Error, isInteractive, TimeProvider.System);
    }

    private static IAnsiConsole CreateAnsi(TextWriter output, bool isInteractive)
    {
        var ansi = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(output),
                Ansi = isInteractive ? AnsiSupport.Detect : AnsiSupport.No,
                Interactive = isInteractive ? InteractionSupport.Detect : InteractionSupport.No,
            }
        );
        if (!isInteractive)
        {
            // A pipe has no width; tables in it are not to be cut.
            ansi.Profile.Width = 200;
        }

        return ansi;
    }
}
