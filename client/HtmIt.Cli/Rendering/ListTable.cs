namespace HtmIt.Cli.Rendering;

/// <summary>A list as a table.</summary>
internal static class ListTable
{
    /// <param name="columns">The columns' titles, marked as <see cref="FittedColumn"/> has them.</param>
    /// <param name="rows">The cells.</param>
    public static FittedTable Of(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new FittedTable(columns);
        foreach (var row in rows)
        {
            table.Add([.. row.Select(text => new FittedCell(text))]);
        }

        return table;
    }
}
