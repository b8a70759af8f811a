using System.Globalization;

namespace HtmIt.Engine.Tests.Reference;

/// <summary>
/// The first rows of a file of the Numenta Anomaly Benchmark (MIT licence, Numenta Inc.) with what its two HTM detectors published for them,
/// and what they were told of the whole file: its length and its range.
/// </summary>
internal sealed record PublishedVector(int FileRows, double Minimum, double Maximum, IReadOnlyList<PublishedVectorRow> Rows)
{
    public static PublishedVector Read(string name)
    {
        var resource = $"HtmIt.Engine.Tests.Reference.Vectors.{name}.csv";
        using var text = new StreamReader(typeof(PublishedVector).Assembly.GetManifestResourceStream(resource)!);
        var about = text.ReadLine()!.TrimStart('#').Split(',').Select(part => Number(part.Trim().Split(' ')[1])).ToArray();
        text.ReadLine();
        var rows = new List<PublishedVectorRow>();
        while (text.ReadLine() is { Length: > 0 } line)
        {
            var fields = line.Split(',');
            var scores = fields[1..].Select(Number).ToArray();
            rows.Add(new(DateTime.Parse(fields[0], CultureInfo.InvariantCulture), scores[0], scores[1], scores[2], scores[3], scores[4]));
        }

        return new((int)about[0], about[1], about[2], rows);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
