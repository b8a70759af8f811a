using Google.Protobuf.WellKnownTypes;
using HtmIt.Cli.Errors;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>Why no alert comes: what each screen says of it, and which command helps.</summary>
public sealed class WhyNoAlertTests : CommandFixture
{
    private static readonly Device Ops = new()
    {
        Name = "devices/ops",
        Score = NotificationScore.Severity,
        SeverityThreshold = 3,
        EmailAddress = "ops@example.com",
        QuietPeriod = new() { Seconds = 3_600 },
    };

    private readonly Timestamp _since = new() { Seconds = 1_767_225_600 };

    [SetUp]
    public void Answer()
    {
        Services.On<ListDevicesRequest, ListDevicesResponse>("ListDevices", _ => new() { Devices = { Ops } });
        Services.On<GetDeviceRequest, GetDeviceResponse>("GetDevice", _ => new() { Device = Ops });
        Services.On<GetServerInfoRequest, GetServerInfoResponse>(
            "GetServerInfo",
            _ => new() { Capabilities = { "notifications.webhook" }, StartTime = _since }
        );
        Services.On<ListNotificationsRequest, ListNotificationsResponse>("ListNotifications", _ => new());
        Services.On<TestDeviceRequest, TestDeviceResponse>("TestDevice", _ => new());
        SetModels(Learning());
    }

    [Test]
    public async Task DevicesList_MailNotSetUpAndModelLearning_SaysBothAndSinceWhen()
    {
        var output = await OutputAsync("devices list");

        Assert.That(
            output,
            Does.Contain(
                "devices/ops is not told now: mail is not set up on this server (docs/operations.md, Notifications); "
                    + "of 1 monitored metric, 1 must learn first (40 of 120 rows since 2026-01-01 00:00:00)"
            )
        );
    }

    [Test]
    public async Task DevicesList_NothingInTheWay_SaysNothing()
    {
        Services.On<GetServerInfoRequest, GetServerInfoResponse>(
            "GetServerInfo",
            _ => new() { Capabilities = { "notifications.mail" }, StartTime = _since }
        );
        var ready = Learning();
        (ready.LearningRowCount, ready.Metric.LastSampleTime) = (120, new() { Seconds = 4_000_000_000 });
        SetModels(ready);

        Assert.That(await OutputAsync("devices list"), Does.Not.Contain("not told"));
        Assert.That(await OutputAsync("devices get ops"), Does.Contain("of 1 monitored metric, 1 can alert"));
    }

    [Test]
    public async Task DevicesGet_ModelsOfEachKind_CountsThem()
    {
        var waiting = Learning();
        (waiting.Name, waiting.Metric.Status, waiting.Metric.LastRowId) = ("models/waiting", MetricStatus.PendingData, 7);
        var silent = Learning();
        (silent.Name, silent.LearningRowCount) = ("models/silent", 120);
        SetModels(Learning(), waiting, silent);

        var output = string.Join(' ', (await OutputAsync("devices get ops")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.That(output, Does.Contain("of 3 monitored metrics, 1 had no sample for an hour (the last one at 2026-01-01 00:00:00)"));
        Assert.That(output, Does.Contain("1 must learn first (40 of 120 rows since 2026-01-01 00:00:00)"));
        Assert.That(output, Does.Contain("1 must have 288 samples first (7 so far since 2026-01-01 00:00:00)"));
    }

    [Test]
    public async Task NotificationsList_NoneThere_SaysWhyAndWhatHelps()
    {
        SetModels();

        var output = await OutputAsync("notifications list ops");

        Assert.That(output, Does.Contain("There are none. devices/ops, told from severity 3.00 on:"));
        Assert.That(output, Does.Contain("no metric is monitored: 'htmit models create NAME' monitors one"));
        Assert.That(output, Does.Contain("'htmit devices explain ops METRIC'"));
        Assert.That(await OutputAsync("notifications list ops --output json"), Does.Not.Contain("none"));
    }

    [Test]
    public async Task ModelsGet_DeviceHeldBack_SaysByWhat()
    {
        SetHoldBacks(new HoldBack { Reason = HoldBack.Types.Reason.Learning, Since = _since });
        Services.On<GetMetricRequest, GetMetricResponse>("GetMetric", _ => new() { Metric = Learning().Metric });
        Services.On<GetModelRequest, GetModelResponse>("GetModel", _ => new() { Model = Learning() });

        Assert.That(
            await OutputAsync("models get m"),
            Does.Contain("What holds notifications back from devices/ops: the model is learning (40 of 120 rows) since 2026-01-01 00:00:00")
        );
    }

    [Test]
    public async Task ModelsGet_NoDevice_SaysWhatMakesOne()
    {
        Services.On<ListDevicesRequest, ListDevicesResponse>("ListDevices", _ => new());
        Services.On<GetMetricRequest, GetMetricResponse>("GetMetric", _ => new() { Metric = Learning().Metric });
        Services.On<GetModelRequest, GetModelResponse>("GetModel", _ => new() { Model = Learning() });

        Assert.That(await OutputAsync("models get m"), Does.Contain("Nobody is told of it: 'htmit devices set NAME"));
        Assert.That(await OutputAsync("devices list"), Does.Contain("Nobody is told: 'htmit devices set NAME"));
    }

    [Test]
    public async Task DevicesExplain_MetricWithoutModel_NamesTheCommandThatMakesOne()
    {
        SetHoldBacks(new HoldBack { Reason = HoldBack.Types.Reason.NotScored });
        Services.On<GetMetricRequest, GetMetricResponse>(
            "GetMetric",
            _ =>
                new()
                {
                    Metric = new(Learning().Metric) { Status = MetricStatus.Unmonitored, Model = "" },
                }
        );

        var output = string.Join(
            ' ',
            (await OutputAsync("devices explain ops m")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

        Assert.That(output, Does.Contain("metric 'm' is not monitored: it has no model; htmit models create 'm' makes one"));
        Assert.That(output, Does.Contain("not told by mail is not set up on this server"));
    }

    [TestCase("1h", true)]
    [TestCase("+1h", false)]
    public async Task DevicesSet_MuteUntil_SaysWhenThatIsPast(string time, bool isPast)
    {
        Services.On<UpdateDeviceRequest, UpdateDeviceResponse>("UpdateDevice", request => new() { Device = request.Device });

        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, ["devices", "set", "ops", "--mute-until", time]);

        Assert.That((exitCode, error.Contains("is past; an hour from now is +1h", StringComparison.Ordinal)), Is.EqualTo((0, isPast)));
    }

    [Test] // the newest delivery that was tried counts, whatever was sent before
    public async Task Devices_MailDoesNotArrive_SaysWhatTheMailServerSaid()
    {
        SetHoldBacks();
        Services.On<GetMetricRequest, GetMetricResponse>("GetMetric", _ => new() { Metric = Learning().Metric });
        Services.On<GetModelRequest, GetModelResponse>("GetModel", _ => new() { Model = Learning() });
        Services.On<ListNotificationsRequest, ListNotificationsResponse>(
            "ListNotifications",
            _ =>
                new()
                {
                    Notifications =
                    {
                        Delivered(DeliveryState.Waiting, 0, ""),
                        Delivered(DeliveryState.Waiting, 3, "Connection refused (127.0.0.1:25)"),
                        Delivered(DeliveryState.Sent, 1, ""),
                    },
                }
        );
        const string Said = "what was sent last did not arrive: mail fails, 3 tries: Connection refused (127.0.0.1:25)";

        foreach (var command in new[] { "devices get ops", "devices explain ops m", "devices list" })
        {
            var output = string.Join(' ', (await OutputAsync(command)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            Assert.That(output, Does.Contain(Said), command);
        }
    }

    [Test]
    public async Task DevicesTest_NoChannel_SaysThatNothingWasSent() =>
        Assert.That(await OutputAsync("devices test ops"), Does.Contain("Nothing was sent"));

    [Test]
    public async Task ModelsCreate_Pattern_MonitorsWhatMatches()
    {
        MonitorMetricsRequest? asked = null;
        Services.On<ListMetricsRequest, ListMetricsResponse>("ListMetrics", _ => new() { Metrics = { ToMetric("app.a") } });
        Services.On<MonitorMetricsRequest, MonitorMetricsResponse>(
            "MonitorMetrics",
            request =>
            {
                asked = request;
                var created = new CreateModelResponse { Created = true, Model = Learning() };
                return new()
                {
                    Results =
                    {
                        new MonitorMetricResult { Metric = "metrics/m", Response = created },
                    },
                };
            }
        );

        var output = await OutputAsync("models create app.* --min 0 --max 9");

        Assert.That(asked!.Selector.NamePatterns, Is.EqualTo(new[] { "app.*" }));
        Assert.That(asked.ModelParams, Is.EqualTo(new ModelParams { Min = 0, Max = 9 }));
        Assert.That(output, Does.Contain("m: is monitored from now on"));
    }

    [Test]
    public async Task ModelsCreate_PatternThatNothingMatches_FailsAndMakesNoMetric()
    {
        Services.On<ListMetricsRequest, ListMetricsResponse>("ListMetrics", _ => new());

        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, ["models", "create", "app.*"]);

        Assert.That(exitCode, Is.EqualTo(ExitCodes.Failed));
        Assert.That(error, Does.Contain("no metric matches"));
    }

    [Test]
    public async Task ModelsCreate_PatternWithAUnit_IsRefused()
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, ["models", "create", "app.*", "--unit", "ms"]);

        Assert.That(exitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(error, Does.Contain("for one metric"));
    }

    private async Task<string> OutputAsync(string line)
    {
        var (exitCode, output, error) = await CliRunner.RunAsync(Server.Address, line.Split(' '));
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok), error);
        return output;
    }

    private void SetModels(params Model[] models) =>
        Services.On<ListModelsRequest, ListModelsResponse>("ListModels", _ => new() { Models = { models } });

    private void SetHoldBacks(params HoldBack[] holdBacks) =>
        Services.On<ExplainDeviceRequest, ExplainDeviceResponse>(
            "ExplainDevice",
            _ =>
                new()
                {
                    HoldBacks = { holdBacks },
                    RowId = 40,
                    SampleTime = _since,
                }
        );

    private static Notification Delivered(DeliveryState state, int attempts, string error) =>
        new()
        {
            Name = "devices/ops/notifications/1",
            SampleTime = new() { Seconds = 1_767_225_600 },
            CreateTime = new() { Seconds = 1_767_225_600 },
            Deliveries =
            {
                new Delivery
                {
                    Channel = NotificationChannel.Mail,
                    State = state,
                    AttemptCount = attempts,
                    LastError = error,
                },
            },
        };

    private Model Learning()
    {
        var model = ToModel(MetricStatus.Active);
        (model.LearningRowCount, model.LearningRowsNeeded, model.CreateTime) = (40, 120, _since);
        (model.Metric.LastRowId, model.Metric.LastSampleTime) = (40, _since);
        return model;
    }
}
