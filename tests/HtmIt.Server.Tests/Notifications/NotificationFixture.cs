using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Engine;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>Servers, and rows with the scores that a test wants: written to the log as an actor does, past the model.</summary>
public abstract class NotificationFixture : ServerFixture
{
    /// <summary>The first row that may notify.</summary>
    protected const long FirstRow = 1_001;

    protected static readonly AnomalyResult Red = new(1, 0.999995, 1_000_000_001, 6, 4);
    protected static readonly AnomalyResult Yellow = new(0.9, 0.99998, 1_000_000, 2, 2);

    private TemporaryDirectory? _keys;

    protected DeviceService.DeviceServiceClient Devices => new(Channel);

    protected NotificationService.NotificationServiceClient Notifications => new(Channel);

    /// <summary>Settings beside those that keep keys out of the user's folders and let webhooks reach this machine.</summary>
    protected virtual IReadOnlyDictionary<string, string?> MoreSettings => new Dictionary<string, string?>();

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>(MoreSettings) { ["HtmIt:Notifications:KeyFolder"] = (_keys ??= new()).Path };

    [OneTimeTearDown]
    public void DeleteKeys() => _keys?.Dispose();

    protected long Now => (Time ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Makes a device that goes by the likelihood, as HTM-IT's did, unless told otherwise.</summary>
    protected async Task<Device> DeviceAsync(string id, Action<Device>? change = null)
    {
        var settings = new Device { Name = $"devices/{id}", Score = NotificationScore.Likelihood };
        change?.Invoke(settings);
        var response = await Devices.UpdateDeviceAsync(new() { Device = settings, AllowMissing = true });
        return response.Device;
    }

    /// <summary>Makes a metric whose log ends before <see cref="FirstRow"/>, or elsewhere, and gives a pen to go on with.</summary>
    private protected async Task<LogPen> LogAsync(
        string name,
        string? resource = null,
        long lastRow = FirstRow - 1,
        string tag = "",
        short datasource = 1,
        params (string Key, string Value)[] labels
    )
    {
        var metric = new V1.Metric { MetricName = name, Labels = { labels.ToDictionary(one => one.Key, one => one.Value) } };
        var created = await Metrics.CreateMetricAsync(new() { Metric = metric });
        Assert.That(MetricId.TryParseMetric(created.Metric.Name, out var id));
        var number = await Tables.CountAsync(Server.ConnectionString, "select number::bigint from metric where name = $1", name);
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            "update metric_head set last_row_id = $2 where metric_number = (select number from metric where name = $1)",
            name,
            lastRow
        );
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            "update metric set resource = $2, tag_name = $3, datasource = $4 where name = $1",
            name,
            resource ?? name,
            tag,
            datasource
        );
        return new(Server.Services.GetRequiredService<ISampleLog>(), new((int)number, id), lastRow);
    }

    protected Task<IReadOnlyList<Notification>> OfAsync(string device) => OfAsync(device, _ => true);

    /// <summary>All of a device's notifications, oldest sample first.</summary>
    protected async Task<IReadOnlyList<Notification>> OfAsync(string device, Func<Notification, bool> select)
    {
        var found = new List<Notification>();
        var request = new ListNotificationsRequest
        {
            Device = $"devices/{device}",
            IncludeHandled = true,
            PageSize = 1_000,
        };
        do
        {
            var page = await Notifications.ListNotificationsAsync(request);
            found.AddRange(page.Notifications.Where(select));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        found.Reverse();
        return found;
    }

    /// <summary>Waits until nothing that was committed is undecided.</summary>
    protected Task DecidedAsync() =>
        Until.HoldsAsync(
            () => Tables.CountAsync(Server.ConnectionString, "select count(*) from notification_candidate"),
            count => count == 0,
            "all rows to be decided"
        );

    /// <summary>Waits until nothing waits to be sent.</summary>
    protected Task DeliveredAsync() =>
        Until.HoldsAsync(
            () => Tables.CountAsync(Server.ConnectionString, "select count(*) from notification_delivery where state = 1"),
            count => count == 0,
            "all deliveries to be made"
        );
}
