using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using Spectre.Console;

namespace HtmIt.Cli.Rendering;

/// <summary>Writes a list as a table or as JSON.</summary>
internal static class ListTable
{
    /// <param name="context">Where to write.</param>
    /// <param name="json">What is written for programs.</param>
    /// <param name="columns">The columns' titles; those that start with a &gt; hold numbers.</param>
    /// <param name="rows">The cells.</param>
    public static int Write(CommandContext context, object json, string[] columns, IEnumerable<string[]> rows)
    {
        if (context.IsJson)
        {
            context.WriteJson(json);
            return ExitCodes.Ok;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in columns)
        {
            var column = new TableColumn(Cell.Of(title.TrimStart('>')));
            table.AddColumn(title.StartsWith('>') ? column.RightAligned() : column);
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Cell.Of)]);
        }

        context.Terminal.Ansi.Write(table);
        return ExitCodes.Ok;
    }
}
