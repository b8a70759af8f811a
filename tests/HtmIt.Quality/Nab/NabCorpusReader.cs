using System.Globalization;
using System.Text.Json;
using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Nab;

/// <summary>Reads a corpus in NAB's layout: <c>data/category/file.csv</c> and <c>labels/combined_windows.json</c>.</summary>
internal static class NabCorpusReader
{
    public static Corpus Read(string folder)
    {
        var data = Path.Combine(folder, "data");
        var windows = ReadWindows(Path.Combine(folder, "labels", "combined_windows.json"));
        var files = Directory.EnumerateFiles(data, "*.csv", SearchOption.AllDirectories);
        var names = files.Select(file => Path.GetRelativePath(data, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
        return new Corpus(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            [.. names.Select(name => ReadSeries(name, Path.Combine(data, name), windows.GetValueOrDefault(name, [])))]
        );
    }

    private static LabelledSeries ReadSeries(string name, string path, string[][] windows)
    {
        var lines = File.ReadAllLines(path);
        var header = lines.Length == 0 ? [] : lines[0].Split(',').Select(column => column.Trim().Trim('"').ToUpperInvariant()).ToArray();
        var timeColumn = Math.Max(0, Array.IndexOf(header, "TIMESTAMP"));
        var valueColumn = Array.IndexOf(header, "VALUE") is var found && found >= 0 ? found : 1;
        var rows = lines.Skip(1).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => line.Split(',')).ToArray();
        var times = rows.Select(row => ParseTime(row[timeColumn])).ToArray();
        return new LabelledSeries(
            name,
            [.. rows.Select(row => row[timeColumn].Trim())],
            times,
            [.. rows.Select(row => ParseValue(row, valueColumn))],
            [.. windows.Select(window => ToRows(times, ParseTime(window[0]), ParseTime(window[1]))).Where(window => window.Length > 0)]
        );
    }

    private static Dictionary<string, string[][]> ReadWindows(string path)
    {
        using var stream = File.OpenRead(path);
        return JsonSerializer.Deserialize<Dictionary<string, string[][]>>(stream) ?? [];
    }

    /// <summary>From the first row at or after the start to the last row at or before the end; series may repeat timestamps or step back once.</summary>
    private static RowWindow ToRows(DateTime[] times, DateTime start, DateTime end)
    {
        var first = Array.FindIndex(times, time => time >= start && time <= end);
        return new RowWindow(Math.Max(0, first), first < 0 ? -1 : Array.FindLastIndex(times, time => time >= start && time <= end));
    }

    private static DateTime ParseTime(string text) =>
        DateTime.Parse(
            text.Trim().Trim('"'),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        );

    private static double ParseValue(string[] row, int column) =>
        row.Length > column
        && double.TryParse(row[column].Trim().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : double.NaN;
}
