using HtmIt.Cli.Terminals;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HtmIt.Cli.Rendering;

/// <summary>What a command says: sentences and tables to people, views as JSON to programs.</summary>
internal sealed class Output(Terminal terminal, OutputFormat format)
{
    public Terminal Terminal => terminal;

    public bool IsJson => format == OutputFormat.Json;

    /// <summary>Whether to draw: for people, on a screen.</summary>
    public bool IsLive => !IsJson && terminal.IsInteractive;

    /// <summary>Writes one JSON value on a line of its own.</summary>
    public void WriteJson(object view) => terminal.Out.WriteLine(JsonOutput.Format(view));

    /// <summary>Writes the view for programs, the line for people.</summary>
    public void Write(object view, string line)
    {
        if (IsJson)
        {
            WriteJson(view);
        }
        else
        {
            terminal.Out.WriteLine(line);
        }
    }

    /// <summary>Writes the view for programs, the picture for people.</summary>
    public void Write(object view, IRenderable picture)
    {
        if (IsJson)
        {
            WriteJson(view);
        }
        else
        {
            terminal.Ansi.Write(picture);
        }
    }

    /// <summary>Writes what there is for programs, a table for people.</summary>
    /// <param name="view">All of it.</param>
    /// <param name="columns">The columns' titles; marked as <see cref="FittedColumn"/> has them.</param>
    /// <param name="rows">The cells.</param>
    public void WriteTable(object view, string[] columns, IEnumerable<string[]> rows) => Write(view, ListTable.Of(columns, rows));

    /// <summary>Explains what stands above, to people at a screen: pipes hold nothing but what was asked for.</summary>
    public void Explain(string legend)
    {
        if (IsLive)
        {
            terminal.Ansi.MarkupLine($"[grey]{Cell.Of(legend)}[/]");
        }
    }

    /// <summary>Says what to do now, to people.</summary>
    public void TryNext(params string[] commands)
    {
        if (!IsJson)
        {
            terminal.Out.WriteLine($"try next: {string.Join("   ", commands)}");
        }
    }

    public void Warn(string message) => terminal.Error.WriteLine($"warning: {message}");

    /// <summary>Says that rows before a time were removed, if they were asked for.</summary>
    public void WarnOfRemovedRows(DateTimeOffset? from, DateTimeOffset? keptSince)
    {
        if (from < keptSince)
        {
            Warn($"rows before {Show.Time(keptSince)} are no longer kept.");
        }
    }
}
