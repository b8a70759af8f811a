using HtmIt.Engine.Reference;
using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Conformance;

/// <summary>The rows of a file as the reference mode computes them.</summary>
internal static class ReferenceRows
{
    /// <summary>Likelihood and rules alone: the raw scores are the published ones.</summary>
    public static IEnumerable<PublishedRow> FromPublishedRawScores(LabelledSeries file, PublishedRow[] published)
    {
        var detector = new NabDetector(ReferenceLikelihoodParameters.ForBenchmarkFile(file.Count));
        return file.Values.Zip(published, (value, row) => row with { FinalScore = detector.Next(value, row.RawScore) });
    }
}
