using HtmIt.Common;
using Spectre.Console;

namespace HtmIt.Cli.Terminals;

/// <summary>Where a command writes, and whether somebody watches. All that goes out passes here and is made harmless: names, messages and files
/// are the text of strangers.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isInteractive, TimeProvider timeProvider)
{
    /// <summary>Wider than any line, and still a width that can be reckoned with.</summary>
    private const int NoWidth = 1_000_000;

    private const string ClearLine = "\r\e[K";

    /// <summary>Standard input as text; unpacked, if it is packed with gzip.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Standard input before it is text; a command reads one of the two.</summary>
    public Stream InBytes { get; init; } = Stream.Null;

    /// <summary>Whether standard input is a keyboard.</summary>
    public bool IsTyped { get; init; }

    /// <summary>Takes lines: whatever is written lies in the line it was written to.</summary>
    public TextWriter Out { get; } = new HarmlessWriter(output);

    public TextWriter Error { get; } = new HarmlessWriter(error);

    /// <summary>Takes text that has lines of its own, such as help.</summary>
    public TextWriter OutPages { get; } = new HarmlessWriter(output, keepsLines: true);

    public TextWriter ErrorPages { get; } = new HarmlessWriter(error, keepsLines: true);

    /// <summary>Whether the output is a screen that can be drawn over.</summary>
    public bool IsInteractive => isInteractive;

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>Is cancelled when nobody reads standard output any more.</summary>
    public CancellationToken ReaderGone { get; init; }

    /// <summary>For tables, colours and live views.</summary>
    public IAnsiConsole Ansi { get; } = CreateAnsi(output, isInteractive);

    public static Terminal OfProcess()
    {
        var isInteractive = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
        var input = StandardInput.Open();
        return new Terminal(Console.Out, Console.Error, isInteractive, TimeProvider.System)
        {
            In = new StreamReader(new UnpackedStream(input, "standard input")),
            InBytes = input,
            IsTyped = !Console.IsInputRedirected,
            ReaderGone = PipeReader.WatchForItsEnd(),
        };
    }

    /// <summary>How many characters fit beside each other, where that is not to be found out.</summary>
    public int Width
    {
        get => Ansi.Profile.Width;
        init => Ansi.Profile.Width = value;
    }

    /// <summary>Draws the last line of the error stream anew; empty text clears it.</summary>
    public void Redraw(string text)
    {
        error.Write(ClearLine + HarmlessText.Of(text));
        error.Flush();
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
        ansi.Pipeline.Attach(new HarmlessSegments());
        if (!isInteractive)
        {
            // A pipe has no width: nothing in it is cut or broken over lines.
            ansi.Profile.Width = NoWidth;
        }

        return ansi;
    }
}
