using System.Globalization;
using System.IO.Compression;
using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Nab;

/// <summary>Per-row results that were published with the corpus, where the folder has them (<c>published/rows/detector/category/file.csv.gz</c>).</summary>
internal static class PublishedRows
{
    public static bool Exist(string folder, string detector) => Directory.Exists(Path.Combine(folder, "published", "rows", detector));

    /// <summary>Reads one column, <c>raw_score</c> or <c>anomaly_score</c>, for every series.</summary>
    public static IReadOnlyList<double[]> Read(string folder, string detector, string column, Corpus corpus) =>
        [.. corpus.Series.Select(series => ReadFile(Path.Combine(folder, "published", "rows", detector, series.Name + ".gz"), column))];

    private static double[] ReadFile(string path, string column)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var index = Array.IndexOf((reader.ReadLine() ?? "").Split(','), column);
        var values = new List<double>();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            values.Add(double.Parse(line.Split(',')[index], CultureInfo.InvariantCulture));
        }

        return [.. values];
    }
}
