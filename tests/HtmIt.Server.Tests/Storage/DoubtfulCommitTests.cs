using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Metrics;
using HtmIt.Server.Tests.Support;
using HtmIt.Storage.Samples;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Loss = HtmIt.Testing.Postgres.PostgresProxy.Loss;

namespace HtmIt.Server.Tests.Storage;

/// <summary>Commits whose answers are lost while nobody can be asked about them: each request knows its own.</summary>
public sealed class DoubtfulCommitTests
{
    private const string OfRows = "update commit_head set position";

    private PostgresProxy _proxy = null!;
    private InProcessServer _server = null!;

    private CommitTransaction Transaction => _server.Services.GetRequiredService<CommitTransaction>();

    [SetUp]
    public async Task StartAsync()
    {
        _proxy = new PostgresProxy(await TestDatabases.CreateAsync());
        _server = await InProcessServer.StartAsync(_proxy.ConnectionString);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task ExecuteAsync_TwoCommitsInDoubt_FindsBoth(CancellationToken cancellationToken)
    {
        var first = await RequestAsync("doubt.first");
        var second = await RequestAsync("doubt.second");
        await LoseAnswerAsync([first], cancellationToken);
        await LoseAnswerAsync([second], cancellationToken);

        foreach (var request in new[] { first, second })
        {
            var outcome = await Transaction.ExecuteAsync([request], cancellationToken);
            Assert.That(outcome.Stale, Is.Empty);
            Assert.That(outcome.Written, Is.EqualTo(new[] { request }));
            Assert.That(outcome.Batch!.Segments.Single().Metric, Is.EqualTo(request.Metric));
        }
        Assert.That(await Tables.CountAsync(_proxy.ConnectionString, "select count(*) from metric_data"), Is.EqualTo(2));
    }

    [Test] // a group in doubt that comes back one by one
    [CancelAfter(120_000)]
    public async Task ExecuteAsync_PartsOfOneCommitInDoubt_EachFindTheWhole(CancellationToken cancellationToken)
    {
        WriteRequest[] group = [await RequestAsync("doubt.left"), await RequestAsync("doubt.right")];
        await LoseAnswerAsync(group, cancellationToken);

        foreach (var request in group)
        {
            var outcome = await Transaction.ExecuteAsync([request], cancellationToken);
            Assert.That(outcome.Stale, Is.Empty);
            Assert.That(outcome.Written, Is.EquivalentTo(group));
        }
        Assert.That(await Tables.CountAsync(_proxy.ConnectionString, "select count(*) from metric_data"), Is.EqualTo(2));
    }

    [Test] // what did not happen is written again
    [CancelAfter(120_000)]
    public async Task ExecuteAsync_CommitThatDidNotHappen_IsWritten(CancellationToken cancellationToken)
    {
        var request = await RequestAsync("doubt.none");
        var lost = _proxy.LoseNext(Loss.Commit, OfRows);
        var running = Transaction.ExecuteAsync([request], cancellationToken);
        await lost;
        Assert.That(request.Doubts, Has.Count.EqualTo(1));
        _proxy.Close();
        Assert.That(async () => await running, Throws.Exception);
        _proxy.Open();

        var outcome = await Transaction.ExecuteAsync([request], cancellationToken);

        Assert.That(outcome.Written, Is.EqualTo(new[] { request }));
        Assert.That(await Tables.CountAsync(_proxy.ConnectionString, "select count(*) from metric_data"), Is.EqualTo(1));
    }

    /// <summary>Commits; the answer is lost, and so is the question what became of it.</summary>
    private async Task LoseAnswerAsync(WriteRequest[] group, CancellationToken cancellationToken)
    {
        var lost = _proxy.LoseNext(Loss.Answer, OfRows, thenClose: true);
        Assert.That(async () => await Transaction.ExecuteAsync(group, cancellationToken), Throws.Exception);
        await lost;
        _proxy.Open();
    }

    private async Task<WriteRequest> RequestAsync(string name)
    {
        var store = _server.Services.GetRequiredService<IMetricStore>();
        var metric = (await store.TryAddAsync(CustomMetric.New(new(name), name), CancellationToken.None))!;
        return new(new(metric.Number, metric.Id), new(0, 0, MetricStatus.Unmonitored), [new(1, Ingest.Start, 1, null)], isAppend: true);
    }
}
