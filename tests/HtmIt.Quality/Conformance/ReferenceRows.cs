using HtmIt.Engine.Reference;
using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Conformance;

/// <summary>The rows of a file as the reference mode computes them.</summary>
internal static class ReferenceRows
{
    /// <summary>Likelihood and rules alone: the raw scores are the published ones.</summary>
    public static IEnumerable<PublishedRow> FromPublishedRawScores(LabelledSeries file, PublishedRow[] published) =>
        WithFinalScores(file, published.Select(row => row.RawAnomalyScore));

    public static IEnumerable<PublishedRow> NumentaTM(LabelledSeries file, PublishedRow[] published) =>
        FromModel(file, ReferenceAnomalyModel.NumentaTM(file.Values.Min(), file.Values.Max()));

    public static IEnumerable<PublishedRow> Numenta(LabelledSeries file, PublishedRow[] published) =>
        FromModel(file, ReferenceAnomalyModel.Numenta(file.Values.Min(), file.Values.Max()));

    private static IEnumerable<PublishedRow> FromModel(LabelledSeries file, ReferenceAnomalyModel model) =>
        WithFinalScores(file, file.Times.Zip(file.Values, model.Next));

    private static IEnumerable<PublishedRow> WithFinalScores(LabelledSeries file, IEnumerable<double> rawScores)
    {
        var detector = new NabDetector(ReferenceLikelihoodParameters.ForBenchmarkFile(file.Count));
        return file.Values.Zip(rawScores, (value, raw) => new PublishedRow(raw, detector.Next(value, raw)));
    }
}
