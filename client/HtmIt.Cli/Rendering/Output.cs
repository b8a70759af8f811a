using HtmIt.Cli.Terminals;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HtmIt.Cli.Rendering;

/// <summary>What a command says: sentences and tables to people, views as JSON to programs.</summary>
internal sealed class Output(Terminal terminal, OutputFormat format)
{
    public const string NoRows = "none";

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
    /// <param name="none">What to say when there are none.</param>
    public void WriteTable(object view, string[] columns, IEnumerable<string[]> rows, string none = NoRows)
    {
        if (IsJson)
        {
            WriteJson(view);
        }
        else
        {
            WriteTable(ListTable.Of(columns, rows), none);
        }
    }

    /// <summary>Writes a table for people, who see at once when nothing is in it.</summary>
    public bool WriteTable(FittedTable table, string none = NoRows)
    {
        if (!table.IsEmpty)
        {
            terminal.Ansi.Write(table);
        }
        else if (none.Length > 0)
        {
            terminal.Out.WriteLine(none);
        }

        return !table.IsEmpty;
    }

    /// <summary>Explains the columns of the table above that are shown, to people at a screen: pipes hold nothing but what was asked for.</summary>
    /// <param name="table">The table.</param>
    /// <param name="legends">What the columns say, each with its title.</param>
    /// <param name="more">What else is worth knowing; empty for nothing.</param>
    public void Explain(FittedTable table, IEnumerable<(string Column, string Says)> legends, string more = "")
    {
        var shown = legends
            .Where(legend => table.IsShown(legend.Column, terminal.Width))
            .Select(legend => $"{legend.Column}: {legend.Says}.");
        Explain(string.Join(' ', more.Length > 0 ? shown.Append(more) : shown));
    }

    /// <summary>Explains what is above, to people at a screen.</summary>
    public void Explain(string text)
    {
        if (IsLive && text.Length > 0)
        {
            terminal.Ansi.MarkupLine($"[grey]{Cell.Of(text)}[/]");
        }
    }

    /// <summary>Says what to do now, to people.</summary>
    public void TryNext(params string[] commands)
    {
        if (!IsJson)
        {
            terminal.Out.WriteLine(NextText.Of(commands));
        }
    }

    /// <summary>Says on the error stream that something may not be as it was meant.</summary>
    public void Warn(string message) => WriteAside(new Aside(message, null), $"warning: {message}");

    /// <summary>Says something on the error stream that is worth knowing.</summary>
    public void Note(string message) => WriteAside(new Aside(null, message), $"note: {message}");

    private void WriteAside(Aside view, string line) => terminal.Error.WriteLine(IsJson ? JsonOutput.Format(view) : line);

    /// <summary>Says that rows before a time were removed, if they were asked for.</summary>
    public void WarnOfRemovedRows(DateTimeOffset? from, DateTimeOffset? keptSince)
    {
        if (from < keptSince)
        {
            Warn($"rows before {Show.Time(keptSince)} are no longer kept.");
        }
    }

    /// <summary>What stands on the error stream for programs; one of the two.</summary>
    private sealed record Aside(string? Warning, string? Note);
}
