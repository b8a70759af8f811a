using System.Globalization;

namespace HtmIt.EndToEnd.Tests.Quality;

/// <summary>Short series in NAB's layout, with every kind of row that a server does not take.</summary>
internal static class SmallCorpus
{
    public const string Eventful = "some/eventful.csv";
    public const string Plain = "some/plain.csv";
    public const string Short = "some/short.csv";

    private const int Spike = 700;

    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static void Write(string folder)
    {
        List<string> eventful = [.. Rows(900, 1)];
        eventful[Spike] = Row(Spike, 100);
        // From the end, so that the places before stay.
        eventful.Insert(650, Row(648, 5.5));
        eventful.Insert(601, eventful[600]);
        eventful.Insert(501, $"{Time(500)},77");
        eventful.Insert(401, $"{Time(401)[..^2]}30,");
        WriteSeries(folder, Eventful, eventful);
        WriteSeries(folder, Plain, Rows(400, 2));
        WriteSeries(folder, Short, Rows(150, 3));
        Directory.CreateDirectory(Path.Combine(folder, "labels"));
        var windows = $$"""{"{{Eventful}}": [["{{Time(Spike - 20)}}", "{{Time(Spike + 20)}}"]]}""";
        File.WriteAllText(Path.Combine(folder, "labels", "combined_windows.json"), windows);
    }

    private static IEnumerable<string> Rows(int count, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(row => Row(row, 20 + (5 * Math.Sin(row * Math.Tau / 48)) + random.NextDouble()));
    }

    private static string Row(int row, double value) => string.Create(CultureInfo.InvariantCulture, $"{Time(row)},{value:F3}");

    private static string Time(int row) => Start.AddMinutes(5 * row).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static void WriteSeries(string folder, string name, IEnumerable<string> rows)
    {
        var path = Path.Combine(folder, "data", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, rows.Prepend("timestamp,value"));
    }
}
