using Spectre.Console;

namespace HtmIt.Cli.Rendering;

/// <summary>A list as a table.</summary>
internal static class ListTable
{
    /// <param name="columns">The columns' titles; those that start with a &gt; hold numbers.</param>
    /// <param name="rows">The cells.</param>
    public static Table Of(string[] columns, IEnumerable<string[]> rows)
    {
        var table = Of(columns);
        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Cell.Of)]);
        }

        return table;
    }

    /// <summary>Without rows yet.</summary>
    public static Table Of(string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in columns)
        {
            var column = new TableColumn(Cell.Of(title.TrimStart('>')));
            table.AddColumn(title.StartsWith('>') ? column.RightAligned() : column);
        }

        return table;
    }
}
