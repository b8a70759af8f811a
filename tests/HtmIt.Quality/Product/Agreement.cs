using HtmIt.Client;
using HtmIt.Quality.Corpora;
using HtmIt.Quality.Detectors;

namespace HtmIt.Quality.Product;

/// <summary>Holds what a server has of a corpus against a run of the engine: which rows it took, and every score, bit by bit.</summary>
internal sealed class Agreement
{
    private readonly List<Disagreement> _disagreements = [];
    private readonly DetectorRow[][] _rows;

    /// <param name="corpus">The series.</param>
    /// <param name="engine">The engine's run with the same seed.</param>
    /// <param name="product">What the server has, per series.</param>
    public Agreement(Corpus corpus, DetectorRun engine, IReadOnlyList<ProductSeries> product)
    {
        _rows = [.. corpus.Series.Select((series, index) => Compare(series, engine.Rows[index], product[index]))];
    }

    /// <summary>All differences; empty when both agree.</summary>
    public IReadOnlyList<Disagreement> Disagreements => _disagreements;

    /// <summary>Rows whose scores are the same.</summary>
    public int SameRows { get; private set; }

    /// <summary>The server's scores by the rows of the files. Where raises count, which rows are raises is the engine's: a server does not say.</summary>
    public DetectorRun Product => new(_rows);

    private DetectorRow[] Compare(LabelledSeries series, DetectorRow[] engine, ProductSeries product)
    {
        int[] stored = [.. Enumerable.Range(0, series.Count).Where(row => series.Fates[row] is RowFate.Scored or RowFate.Waiting)];
        Expect(series, 0, "rows stored", product.Rows.Count, stored.Length);
        Expect(series, 0, "rows sent twice", product.StoredAlready, series.Fates.Count(fate => fate == RowFate.StoredAlready));
        Expect(series, 0, "incidents", product.Openings.Count, engine.Count(row => row.Opens));
        Expect(series, 0, "rows refused", product.Refused, series.Fates.Count(fate => fate == RowFate.Refused));
        var rows = new DetectorRow[series.Count];
        foreach (var (row, found) in stored.Zip(product.Rows))
        {
            rows[row] = Compare(series, row, engine[row], found, product.Openings.Contains(found.RowId));
        }

        return rows;
    }

    private DetectorRow Compare(LabelledSeries series, int row, DetectorRow engine, MetricDataRow product, bool opens)
    {
        var isScored = series.Fates[row] == RowFate.Scored;
        var score = product.Score ?? new RowScore(0, 0, 0);
        bool[] same =
        [
            Expect(series, row + 1, "time", product.Time.ToUnixTimeSeconds(), series.UnixSeconds(row)),
            Expect(series, row + 1, "value", product.Value, series.Values[row]),
            Expect(series, row + 1, "has a score", product.Score is null ? 0 : 1, isScored ? 1 : 0),
            Expect(series, row + 1, "severity", score.Severity, engine.Severity),
            Expect(series, row + 1, "surprise", score.Surprise, engine.Surprise),
            Expect(series, row + 1, "raw score", score.RawAnomalyScore, engine.RawAnomalyScore),
            Expect(series, row + 1, "opens an incident", opens ? 1 : 0, engine.Opens ? 1 : 0),
        ];
        SameRows += Array.TrueForAll(same, one => one) ? 1 : 0;
        var isTold = opens || (engine.Told > 0 && !engine.Opens);
        return new(opens, isTold ? score.Severity : 0, score.Severity, score.Surprise, score.RawAnomalyScore, engine.Novelty);
    }

    private bool Expect(LabelledSeries series, int row, string what, double product, double engine)
    {
        if (BitConverter.DoubleToInt64Bits(product) == BitConverter.DoubleToInt64Bits(engine))
        {
            return true;
        }

        _disagreements.Add(new(series.Name, row, what, product, engine));
        return false;
    }
}
