using HtmIt.Engine.Incidents;
using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Detectors;

/// <summary>All rows of one detector over one corpus.</summary>
/// <param name="rows">Per series of the corpus, per row.</param>
internal sealed class DetectorRun(IReadOnlyList<DetectorRow[]> rows)
{
    /// <summary>The mapped severity from which people are told.</summary>
    public const double DefaultThreshold = 0.5;

    /// <summary>Per series of the corpus, per row.</summary>
    public IReadOnlyList<DetectorRow[]> Rows { get; } = rows;

    /// <summary>The severities mapped into [0, 1), what NAB's file layout asks for; the order of rows is untouched.</summary>
    public IReadOnlyList<double[]> Scores => [.. Rows.Select(rows => rows.Select(row => ToUnit(row.Told)).ToArray())];

    public static DetectorRun Execute(Corpus corpus, Func<IDetector> factory, int jobs)
    {
        var rows = new DetectorRow[corpus.Series.Count][];
        Parallel.For(
            0,
            rows.Length,
            new ParallelOptions { MaxDegreeOfParallelism = jobs },
            index => rows[index] = RunSeries(corpus.Series[index], factory())
        );
        return new DetectorRun(rows);
    }

    /// <summary>The severity from which people are told gives 0.5; strictly rising.</summary>
    public static double ToUnit(double severity) => severity / (severity + Severity.Default);

    private static DetectorRow[] RunSeries(LabelledSeries series, IDetector detector)
    {
        var rows = new DetectorRow[series.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            // A row that no model sees keeps its line in the results, with a score of 0.
            rows[row] = series.Fates[row] == RowFate.Scored ? detector.Compute(series.UnixSeconds(row), series.Values[row]) : default;
        }

        return rows;
    }
}
