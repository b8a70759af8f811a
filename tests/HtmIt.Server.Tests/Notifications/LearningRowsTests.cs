using HtmIt.V1;
using NUnit.Framework;
using Reason = HtmIt.V1.HoldBack.Types.Reason;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>The setting from which row on people are told by severity; by the likelihood it is HTM-IT's row always.</summary>
public sealed class LearningRowsTests : NotificationFixture
{
    private const int Needed = 300;

    protected override IReadOnlyDictionary<string, string?> MoreSettings =>
        new Dictionary<string, string?> { ["HtmIt:Learning:Rows"] = $"{Needed}" };

    [Test]
    public async Task Commit_YoungModel_NotifiesFromTheRowAfterThoseThatTheModelNeeds()
    {
        Assert.That((await MonitorAsync("young.model")).LearningRowsNeeded, Is.EqualTo(Needed));
        await DeviceAsync("young.severity", BySeverity);
        await DeviceAsync("young.likelihood");
        var log = await LogAsync("young.log", lastRow: Needed - 2);
        var now = Now;

        await log.WriteAsync([(now - 100, Red), (now - 99, Red), (now - 98, Red)]);
        await DecidedAsync();

        var told = await OfAsync("young.severity", one => one.MetricName == "young.log");
        Assert.That(told.Select(one => one.RowId), Is.EqualTo(new[] { Needed + 1L }));
        Assert.That(await OfAsync("young.likelihood"), Is.Empty);
        Assert.That(await ReasonsAsync("young.severity", log), Does.Not.Contain(Reason.Learning));
        Assert.That(await ReasonsAsync("young.likelihood", log), Does.Contain(Reason.Learning));

        await log.WriteAsync(now, Red);
        var rows = (await Data.ListMetricDataAsync(new() { Metric = log.Metric.Id.ResourceName, Order = DataOrder.Ascending })).MetricRows;
        Assert.That(
            rows.Single().Rows.Select(row => (row.RowId, row.Learning)),
            Is.EqualTo(new[] { (Needed - 1L, true), (Needed, true), (Needed + 1, false), (Needed + 2, false) })
        );
    }

    private static void BySeverity(Device device)
    {
        device.Score = NotificationScore.Severity;
        device.QuietPeriod = new() { Seconds = 0 };
    }

    private async Task<IEnumerable<Reason>> ReasonsAsync(string device, LogPen log)
    {
        var request = new ExplainDeviceRequest { Name = $"devices/{device}", Metric = log.Metric.Id.ResourceName };
        return (await Devices.ExplainDeviceAsync(request)).HoldBacks.Select(one => one.Reason);
    }
}
