using System.Diagnostics;
using HtmIt.Quality.Corpora;
using HtmIt.Quality.Detectors;

namespace HtmIt.Quality.Product;

/// <summary>Runs a corpus through servers, one for each seed, and holds them against the engine's runs.</summary>
internal static class ProductComparison
{
    private const int MostShown = 20;

    /// <param name="corpus">The series.</param>
    /// <param name="engine">The engine's runs.</param>
    /// <param name="seeds">Their seeds.</param>
    /// <param name="jobs">Series sent at the same time.</param>
    /// <param name="output">Takes what was found.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The servers' runs, and whether all of them agree.</returns>
    public static async Task<(IReadOnlyList<DetectorRun> Runs, bool Agree)> ExecuteAsync(
        Corpus corpus,
        IReadOnlyList<DetectorRun> engine,
        IReadOnlyList<ulong> seeds,
        int jobs,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var runs = new List<DetectorRun>();
        var agree = true;
        foreach (var (seed, run) in seeds.Zip(engine))
        {
            var start = Stopwatch.GetTimestamp();
            var found = await ProductRun.ExecuteAsync(corpus, seed, jobs, cancellationToken);
            var agreement = new Agreement(corpus, run, found);
            Print(corpus, seed, agreement, found, Stopwatch.GetElapsedTime(start), output);
            agree &= agreement.Disagreements.Count == 0;
            runs.Add(agreement.Product);
        }

        return (runs, agree);
    }

    private static void Print(
        Corpus corpus,
        ulong seed,
        Agreement agreement,
        IReadOnlyList<ProductSeries> found,
        TimeSpan time,
        TextWriter output
    )
    {
        output.WriteLine(
            FormattableString.Invariant(
                $"seed {seed}: {corpus.RowCount} rows through a server in {time.TotalSeconds:F0} s; {found.Sum(one => one.Rows.Count)} stored, "
            )
                + $"{found.Sum(one => one.Refused)} refused, {found.Sum(one => one.StoredAlready)} sent twice; "
                + $"{agreement.SameRows} rows have the engine's scores bit by bit, {agreement.Disagreements.Count} numbers differ"
        );
        foreach (var one in agreement.Disagreements.Take(MostShown))
        {
            output.WriteLine($"  {one}");
        }
    }
}
