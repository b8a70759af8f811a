using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Data;

/// <summary>Rows that were scored before the model had learnt enough: told apart everywhere, and left out where that is wanted.</summary>
public sealed class LearningTests : ServerFixture
{
    private const int Needed = 120;
    private const int Learnt = 40;
    private const string Name = "learning";

    private string _metric = "";

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        await MonitorAsync(Name);
        await Data.SendAsync(Ingest.Series(Name, Values.Wave(3, Needed + Learnt)));
        _metric = (await MetricAsync(Name)).Name;
    }

    [Test]
    public async Task ListMetricData_ExcludeLearning_GivesTheRest()
    {
        var request = new ListMetricDataRequest
        {
            Metric = _metric,
            Order = DataOrder.Ascending,
            PageSize = 10_000,
        };
        var all = (await Data.ListMetricDataAsync(request)).MetricRows.Single();
        Assert.That((all.Key.MetricName, all.MetricName, all.Resource), Is.EqualTo((Name, "", Name)));
        Assert.That(all.Rows.Where(row => row.Learning).Select(row => row.RowId), Is.EqualTo(Enumerable.Range(1, Needed)));

        request.LearningRows = LearningRows.Exclude;
        var rest = (await Data.ListMetricDataAsync(request)).MetricRows.Single();
        Assert.That(rest.Rows, Is.EqualTo(all.Rows.Skip(Needed)));
    }

    [Test]
    public async Task WatchMetricData_ExcludeLearning_GivesTheRestStoredAndLive()
    {
        var request = new WatchMetricDataRequest
        {
            LearningRows = LearningRows.Exclude,
            StartTime = new() { Seconds = Ingest.Start },
        };
        using var watch = new Watcher(Data, request);
        await watch.ReadUntilCaughtUpAsync();
        Assert.That(
            watch.NamedRows.Where(row => row.Metric == _metric).Select(row => row.Row.RowId),
            Is.EqualTo(Enumerable.Range(Needed + 1, Learnt))
        );

        await MonitorAsync("learning.new");
        await Data.SendAsync(Ingest.Series("learning.new", [1, 2, 3]), Ingest.Series("learning.unscored", [4]));
        await watch.ReadRowsAsync(watch.Rows.Count() + 1);
        // Without a score nothing is learnt from.
        var metric = Watcher.RowsOf(watch.Steps[^1]).Single();
        Assert.That((metric.Key.MetricName, metric.Rows.Single().Learning), Is.EqualTo(("learning.unscored", false)));
    }

    [Test]
    public async Task GetModel_Learning_TellsHowFarItIs()
    {
        var learnt = await ModelAsync(Name);
        Assert.That((learnt.LearningRowCount, learnt.LearningRowsNeeded), Is.EqualTo((Needed, Needed)));

        await MonitorAsync("learning.counted");
        await Data.SendAsync(Ingest.Series("learning.counted", [1, 2, 3]));
        Assert.That((await ModelAsync("learning.counted")).LearningRowCount, Is.EqualTo(3));
    }
}
