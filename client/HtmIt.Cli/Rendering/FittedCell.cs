using Spectre.Console;

namespace HtmIt.Cli.Rendering;

/// <summary>A cell of a table: text in one colour, or each of its characters in its own.</summary>
internal readonly record struct FittedCell(string Text, Color? Color = null)
{
    /// <summary>A colour for each character; absent where all have <see cref="Color"/>.</summary>
    public IReadOnlyList<Color>? Colors { get; init; }

    public static implicit operator FittedCell(string text) => new(text);
}
