using System.Diagnostics;
using HtmIt.Quality.Corpora;
using HtmIt.Quality.Nab;

namespace HtmIt.Quality.Conformance;

/// <summary>Runs suites over a corpus and prints a table of each.</summary>
internal sealed class ConformanceRun(string folder, int jobs, string nameContains, TextWriter output)
{
    private readonly Corpus _corpus = NabCorpusReader.Read(folder);

    /// <summary>Whether the suite reaches its required figures; with only some of the files, whether all their compared rows agree.</summary>
    public bool Passes(ConformanceSuite suite)
    {
        var clock = Stopwatch.StartNew();
        output.WriteLine($"{suite.Name}: rows computed anew against published rows");
        output.WriteLine($"{"detector", -10} {"file", -66} {"rows", 7} {"= raw", 7} {"= final", 7} {"first difference", 17}");
        var agreements = Compare(suite);
        var rows = agreements.Sum(file => file.Rows);
        var equalRows = agreements.Sum(file => file.Equal(suite.Compares));
        var equalFiles = agreements.Count(file => file.Equal(suite.Compares) == file.Rows);
        var passes = nameContains.Length > 0 ? equalRows == rows : equalRows >= suite.RequiredRows && equalFiles >= suite.RequiredFiles;
        output.WriteLine(
            $"{"", -10} {"total", -66} {rows, 7} {agreements.Sum(file => file.EqualRaw), 7} {agreements.Sum(file => file.EqualFinal), 7}"
        );
        output.WriteLine(
            $"{suite.Compares} score equal in {equalRows} of {rows} rows, completely in {equalFiles} of {agreements.Count} files "
                + $"(required {suite.RequiredRows} and {suite.RequiredFiles}) in {clock.Elapsed.TotalSeconds:F0} s: {(passes ? "passed" : "FAILED")}"
        );
        output.WriteLine();
        return passes;
    }

    private List<FileAgreement> Compare(ConformanceSuite suite)
    {
        var corpus = _corpus with
        {
            Series = [.. _corpus.Series.Where(file => file.Name.Contains(nameContains, StringComparison.Ordinal))],
        };
        var work = suite.Detectors.SelectMany(detector =>
            corpus.Series.Zip(Published(detector, corpus), (file, rows) => (detector, file, rows))
        );
        var agreements = work.AsParallel()
            .AsOrdered()
            .WithDegreeOfParallelism(jobs)
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(item => FileAgreement.Of(item.detector, item.file, item.rows, suite.Compute(item.file, item.rows)));
        var list = new List<FileAgreement>();
        foreach (var file in agreements)
        {
            output.WriteLine(
                $"{file.Detector, -10} {file.File, -66} {file.Rows, 7} {file.EqualRaw, 7} {file.EqualFinal, 7} {file.FirstDifference, 17}"
            );
            list.Add(file);
        }

        return list;
    }

    private IEnumerable<PublishedRow[]> Published(string detector, Corpus corpus)
    {
        var raw = PublishedRows.Read(folder, detector, "raw_score", corpus);
        var final = PublishedRows.Read(folder, detector, "anomaly_likelihood", corpus);
        return raw.Zip(
            final,
            (raws, finals) => raws.Zip(finals, (rawAnomalyScore, finalScore) => new PublishedRow(rawAnomalyScore, finalScore)).ToArray()
        );
    }
}
