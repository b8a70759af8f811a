namespace HtmIt.Quality.Corpora;

/// <summary>One series with the windows in which something unusual is known to happen.</summary>
/// <param name="Name">Path inside the corpus, <c>category/file.csv</c>.</param>
/// <param name="Timestamps">The timestamps as written, so that results repeat them unchanged.</param>
/// <param name="Times">The same timestamps, read as UTC.</param>
/// <param name="Values">The values; NaN where a row has none.</param>
/// <param name="Windows">Labelled windows in row positions, in order.</param>
internal sealed record LabelledSeries(
    string Name,
    IReadOnlyList<string> Timestamps,
    DateTime[] Times,
    double[] Values,
    IReadOnlyList<RowWindow> Windows
)
{
    public int Count => Values.Length;

    /// <summary>What a server does with each row.</summary>
    public IReadOnlyList<RowFate> Fates { get; } = RowFates.Of(Times, Values);

    public string Category => Name.Contains('/', StringComparison.Ordinal) ? Name[..Name.LastIndexOf('/')] : "";

    /// <summary>Rows at the beginning that count for nothing: 15 % of the series, at most 750.</summary>
    public int Probation => Math.Min(Count * 15 / 100, 750);

    public long UnixSeconds(int row) => RowFates.UnixSeconds(Times[row]);

    public bool IsLabelled(int row) => Windows.Any(window => window.Contains(row));
}
