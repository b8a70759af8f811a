namespace HtmIt.Quality.Product;

/// <summary>A number that the server and the engine do not share.</summary>
/// <param name="Series">Name of the series.</param>
/// <param name="Row">Row of the file, from 1; 0 when it is about the series as a whole.</param>
/// <param name="What">The column or the count.</param>
/// <param name="Product">The server's.</param>
/// <param name="Engine">The engine's.</param>
internal sealed record Disagreement(string Series, int Row, string What, double Product, double Engine)
{
    public override string ToString() =>
        FormattableString.Invariant($"{Series}{(Row > 0 ? $", row {Row}" : "")}: {What} is {Product:R} in the server and {Engine:R} here");
}
