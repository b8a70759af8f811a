using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Conformance;

/// <summary>One thing to compute anew, and how much of it must agree.</summary>
/// <param name="Name">As the command line calls it.</param>
/// <param name="Detectors">The published detectors to compare with.</param>
/// <param name="RequiredFiles">Files, summed over the detectors, whose compared score must agree in every row.</param>
/// <param name="RequiredRows">Rows, likewise.</param>
/// <param name="Compares">The score that the requirement is about.</param>
/// <param name="Compute">What gives the rows of one file.</param>
internal sealed record ConformanceSuite(
    string Name,
    IReadOnlyList<string> Detectors,
    int RequiredFiles,
    int RequiredRows,
    ComparedScore Compares,
    Func<LabelledSeries, PublishedRow[], IEnumerable<PublishedRow>> Compute
)
{
    public static IReadOnlyList<ConformanceSuite> All { get; } =
    [
        new("likelihood", ["numenta", "numentaTM"], 116, 731_116, ComparedScore.Final, ReferenceRows.FromPublishedRawScores),
        new("numentaTM", ["numentaTM"], 54, 365_000, ComparedScore.Raw, ReferenceRows.NumentaTM),
        new("numenta", ["numenta"], 53, 363_000, ComparedScore.Raw, ReferenceRows.Numenta),
    ];
}
