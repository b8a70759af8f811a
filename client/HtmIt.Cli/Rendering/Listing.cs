using HtmIt.Cli.CommandLine;
using Spectre.Console;

namespace HtmIt.Cli.Rendering;

/// <summary>Writes a list as a table or as JSON.</summary>
internal static class Listing
{
    public static int Write(CommandContext context, object json, string[] columns, IEnumerable<string[]> rows)
    {
        if (context.IsJson)
        {
            context.WriteJson(json);
            return ExitCodes.Ok;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        context.Terminal.Ansi.Write(table);
        return ExitCodes.Ok;
    }
}
