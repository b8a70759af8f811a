using Spectre.Console;

namespace HtmIt.Cli.Rendering;

/// <summary>One thing's properties below each other; empty ones are left out.</summary>
internal static class Details
{
    public static Grid Of(params (string Name, string Value)[] properties)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, value) in properties.Where(property => property.Value.Length > 0))
        {
            grid.AddRow(Cell.Of(name), Cell.Of(value));
        }

        return grid;
    }
}
