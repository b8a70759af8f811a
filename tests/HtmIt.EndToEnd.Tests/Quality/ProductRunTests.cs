using HtmIt.Quality.Corpora;
using HtmIt.Quality.Detectors;
using HtmIt.Quality.Nab;
using HtmIt.Quality.Product;
using HtmIt.Testing;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.Quality;

/// <summary>The program that measures quality measures what is shipped: rows scored by a server are the engine's, bit by bit.</summary>
public sealed class ProductRunTests
{
    // Not the shipped one, so that a server which did not take it would show.
    private const ulong Seed = 7;

    private TemporaryDirectory _folder = null!;

    [SetUp]
    public void WriteCorpus()
    {
        _folder = new("corpus");
        SmallCorpus.Write(_folder.Path);
    }

    [TearDown]
    public void RemoveCorpus() => _folder.Dispose();

    [Test, CancelAfter(240_000)]
    public async Task Nab_EngineAndProduct_WriteTheSameRows(CancellationToken cancellationToken)
    {
        var engine = await RunAsync("engine", [], cancellationToken);
        var product = await RunAsync("product", ["--product"], cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            foreach (var name in new[] { SmallCorpus.Eventful, SmallCorpus.Plain, SmallCorpus.Short })
            {
                var rows = await File.ReadAllLinesAsync(Path.Combine(product, name), cancellationToken);
                Assert.That(rows, Is.EqualTo(await File.ReadAllLinesAsync(Path.Combine(engine, name), cancellationToken)), name);
                Assert.That(rows[0], Is.EqualTo("timestamp,value,anomaly_score,raw_score,surprise,label"));
            }

            var told = (await File.ReadAllLinesAsync(Path.Combine(product, SmallCorpus.Eventful), cancellationToken)).Single(row =>
                row.Contains(",100,", StringComparison.Ordinal)
            );
            Assert.That(double.Parse(told.Split(',')[2], null), Is.GreaterThanOrEqualTo(DetectorRun.DefaultThreshold), told);
        }
    }

    [Test, CancelAfter(240_000)]
    public async Task ExecuteAsync_RowsThatAreNotTaken_AreTheOnesForeseen(CancellationToken cancellationToken)
    {
        var corpus = NabCorpusReader.Read(_folder.Path);

        var found = await ProductRun.ExecuteAsync(corpus, Seed, jobs: 2, cancellationToken);

        var eventful = corpus.Series.ToList().FindIndex(series => series.Name == SmallCorpus.Eventful);
        Assert.That(
            (found[eventful].Refused, found[eventful].StoredAlready, found[eventful].Rows.Count),
            Is.EqualTo((3, 1, 900)),
            "one without a value, one of an earlier time, one of the same time with another value; and one twice"
        );
        var agreement = new Agreement(corpus, Engine(corpus, Seed), found);
        Assert.That(agreement.Disagreements, Is.Empty);
        Assert.That(agreement.SameRows, Is.EqualTo(900 + 400 + 150));

        var other = new Agreement(corpus, Engine(corpus, Seed + 1), found);
        Assert.That(other.Disagreements.Select(one => one.What).Distinct(), Is.SupersetOf(new[] { "surprise", "raw score" }));
    }

    private static DetectorRun Engine(Corpus corpus, ulong seed)
    {
        var create = DetectorCatalogue.Find(RunOptions.Shipped)!;
        return DetectorRun.Execute(corpus, () => create(seed, false), jobs: 2);
    }

    private async Task<string> RunAsync(string output, string[] options, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(_folder.Path, output);
        string[] arguments = ["--corpus", _folder.Path, "--out", folder, "--seeds", "1", "--seed", $"{Seed}", .. options];
        var status = await NabCommand.Create().Parse(arguments).InvokeAsync(cancellationToken: cancellationToken);
        Assert.That(status, Is.Zero);
        return folder;
    }
}
