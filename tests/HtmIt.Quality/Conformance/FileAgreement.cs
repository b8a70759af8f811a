using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Conformance;

/// <summary>
/// How far computed and published rows of one file agree. The first difference is the index of the first row with another raw score, or with
/// another final score if no raw score differs.
/// </summary>
internal sealed record FileAgreement(string Detector, string File, int Rows, int EqualRaw, int EqualFinal, int? FirstDifference)
{
    public static FileAgreement Of(
        string detector,
        LabelledSeries file,
        IReadOnlyList<PublishedRow> published,
        IEnumerable<PublishedRow> computed
    )
    {
        var (rows, raw, final) = (0, 0, 0);
        int? firstRaw = null;
        int? firstFinal = null;
        foreach (var (expected, actual) in published.Zip(computed))
        {
            var (sameRaw, sameFinal) = (actual.SameRaw(expected), actual.SameFinal(expected));
            firstRaw ??= sameRaw ? null : rows;
            firstFinal ??= sameFinal ? null : rows;
            raw += sameRaw ? 1 : 0;
            final += sameFinal ? 1 : 0;
            rows++;
        }

        if (rows != file.Count)
        {
            throw new InvalidDataException($"{file.Name} has {file.Count} rows, of which {rows} could be compared with {detector}.");
        }

        return new(detector, file.Name, rows, raw, final, firstRaw ?? firstFinal);
    }

    public int Equal(ComparedScore score) => score == ComparedScore.Raw ? EqualRaw : EqualFinal;
}
