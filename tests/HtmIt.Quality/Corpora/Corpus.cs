namespace HtmIt.Quality.Corpora;

/// <summary>A set of labelled series that are scored together, with one threshold.</summary>
internal sealed record Corpus(string Name, IReadOnlyList<LabelledSeries> Series)
{
    public int WindowCount => Series.Sum(series => series.Windows.Count);

    public int RowCount => Series.Sum(series => series.Count);

    /// <summary>Splits the corpus in two by a hash of the file names, category by category, so that constants can be chosen on one half and judged on the other.</summary>
    public (Corpus Tune, Corpus Judge) Halves()
    {
        var tune = new HashSet<string>();
        foreach (var category in Series.GroupBy(series => series.Category))
        {
            var ranked = category.OrderBy(series => Hash(series.Name)).ThenBy(series => series.Name, StringComparer.Ordinal).ToArray();
            var size = ((ranked.Length + (int)(Hash(category.Key) & 1)) / 2);
            tune.UnionWith(ranked.Take(size).Select(series => series.Name));
        }

        return (
            new Corpus($"{Name} (tuned on)", [.. Series.Where(series => tune.Contains(series.Name))]),
            new Corpus($"{Name} (held out)", [.. Series.Where(series => !tune.Contains(series.Name))])
        );
    }

    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }
}
