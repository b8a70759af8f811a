using System.Text.RegularExpressions;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>What people see at a screen: the score to go by first, what is learning apart, names that fit and can be typed.</summary>
public sealed partial class ScreenTests : CommandFixture
{
    private const string Id = "3f9a2c1b00000000000000000000aaaa";

    [Test]
    public async Task List_RowOfALearningModel_SaysHowFarItIs()
    {
        SetLearning(needed: 1_000);

        var (_, output, error) = await CliRunner.RunAsync(Server.Address, "list", "m");

        Assert.That(output, Does.Contain("learning 2 of 1,000"), error);
        Assert.That(Regex.Matches(output, "learning"), Has.Count.EqualTo(1), "the other row is of a model that has learnt");
    }

    [Test]
    public async Task List_RowOfALearningModel_IsGreyWhateverItsScores()
    {
        SetLearning(needed: 1_000);

        var (_, output, _) = await CliRunner.OnScreenAsync(Server.Address, 120, ["list", "m"]);

        var lines = output.Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ColorsOf(lines.Single(line => line.Contains("learning", StringComparison.Ordinal))), Is.EqualTo(["38;5;8"]));
            Assert.That(ColorsOf(lines.Single(line => line.Contains("00:02:00", StringComparison.Ordinal))), Does.Contain("38;5;9"));
        }
    }

    [Test]
    public async Task List_Columns_SeverityAndSurpriseStandBeforeTheLikelihood()
    {
        SetRows(3);

        var (_, output, _) = await CliRunner.RunAsync(Server.Address, "list", "m");

        Assert.That(output, Does.Match("value +severity +surprise +likelihood").And.Not.Contains("RED").And.Not.Contains("colour"));
    }

    [Test]
    public async Task List_Screen_ExplainsItsColumns()
    {
        SetRows(3);

        var seen = await CliRunner.OnScreenAsync(Server.Address, 120, ["list", "m"]);
        var piped = await CliRunner.RunAsync(Server.Address, "list", "m");

        Assert.That(seen.Out, Does.Contain("severity: how much an incident matters"));
        Assert.That(piped.Out, Does.Not.Contain("severity: how much an incident matters"));
    }

    [Test, CancelAfter(30_000)]
    public async Task Watch_RowOfALearningModel_SaysHowFarItIs(CancellationToken cancellationToken)
    {
        SetLearning(needed: 1_000);
        Services.Watch = (_, responses, _) =>
            responses.WriteAsync(
                new()
                {
                    Position = "p1",
                    Batch = new() { MetricRows = { LearningRows() } },
                },
                cancellationToken
            );

        var (_, output, _) = await CliRunner.RunAsync(Server.Address, "watch", "m", "--seconds", "1");

        Assert.That(output, Does.Match("severity 3.50  surprise 3.50  likelihood 1.00000  learning 2 of 1,000"));
    }

    [Test]
    public async Task List_Local_ShowsAndReadsTheMachinesTime()
    {
        ListMetricDataRequest? sent = null;
        Services.On<ListMetricDataRequest, ListMetricDataResponse>(
            "ListMetricData",
            request =>
            {
                sent = request;
                return new ListMetricDataResponse { MetricRows = { ToRows(1) } };
            }
        );

        var clock = new ClockIn("Europe/Berlin");
        var (_, output, error) = await CliRunner.RunAsync(Server.Address, clock, "list", "m", "--local", "--from", "yesterday");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(output, Does.Contain("time (local)").And.Contains("2026-01-01 01:00:00"), error);
            Assert.That(
                TimeZoneInfo.ConvertTime(sent!.StartTime.ToDateTimeOffset(), clock.LocalTimeZone).TimeOfDay,
                Is.EqualTo(TimeSpan.Zero)
            );
        }
    }

    [Test]
    public async Task List_TimesAgo_AreReckonedFromNow()
    {
        ListMetricDataRequest? sent = null;
        Services.On<ListMetricDataRequest, ListMetricDataResponse>(
            "ListMetricData",
            request =>
            {
                sent = request;
                return new ListMetricDataResponse();
            }
        );

        await CliRunner.RunAsync(Server.Address, "list", "m", "--from", "-1h", "--to", "5m");

        using (Assert.EnterMultipleScope())
        {
            var now = TimeProvider.System.GetUtcNow();
            Assert.That(sent!.StartTime.ToDateTimeOffset(), Is.EqualTo(now.AddHours(-1)).Within(TimeSpan.FromMinutes(1)));
            Assert.That(
                sent.EndTime.ToDateTimeOffset() - sent.StartTime.ToDateTimeOffset(),
                Is.EqualTo(TimeSpan.FromMinutes(55)),
                "both are told from one now"
            );
        }
    }

    [TestCase("3f9a2c")]
    [TestCase("incidents/3f9a2c")]
    [TestCase("incidents/" + Id)]
    public async Task Get_BeginningOfAnId_FindsTheOne(string text)
    {
        SetIncidents($"incidents/{Id}", "incidents/40000000000000000000000000000000");
        var asked = new List<string>();
        Services.On<GetIncidentRequest, GetIncidentResponse>(
            "GetIncident",
            request =>
            {
                asked.Add(request.Name);
                return new() { Incident = SampleMessages.Incident(1) };
            }
        );

        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, "incidents", "get", text);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(asked, Is.EqualTo([$"incidents/{Id}"]));
    }

    [TestCase("3f9a2c", 1)]
    [TestCase("incidents/3f9a2c", 1)]
    [TestCase("3f", 2)]
    public async Task ListIncidents_BeginningOfIds_HasThose(string text, int count)
    {
        SetIncidents($"incidents/{Id}", "incidents/3f000000000000000000000000000000", "incidents/40000000000000000000000000000000");
        Services.On<ListMetricsRequest, ListMetricsResponse>("ListMetrics", _ => new() { Metrics = { ToMetric("cpu") } });

        var (exitCode, output, error) = await CliRunner.RunAsync(Server.Address, "incidents", "list", text, "--output", "json");

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(Parse(output).GetProperty("incidents").GetArrayLength(), Is.EqualTo(count));
    }

    [Test]
    public async Task Get_BeginningOfSeveralIds_NamesThem()
    {
        SetIncidents($"incidents/{Id}", "incidents/3f000000000000000000000000000000");

        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, "incidents", "get", "3f");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.StartWith("error: The names of 2 begin with '3f': ").And.Contains(Id).And.Contains("Give more of it."));
    }

    [Test]
    public async Task List_LongNamesInAPipe_AreWholeAndInOneLine()
    {
        var name = new string('x', 300);
        Services.On<ListMetricsRequest, ListMetricsResponse>("ListMetrics", _ => new() { Metrics = { ToMetric(name) } });

        var piped = await CliRunner.RunAsync(Server.Address, "metrics", "list");
        var seen = await CliRunner.OnScreenAsync(Server.Address, 80, ["metrics", "list"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(piped.Out, Does.Contain($"metrics/{name}"));
            Assert.That(seen.Out.Split('\n').Select(line => Ansi().Replace(line, "").TrimEnd().Length), Is.All.LessThanOrEqualTo(80));
        }
    }

    private void SetIncidents(params string[] names) =>
        Services.On<ListIncidentsRequest, ListIncidentsResponse>(
            "ListIncidents",
            _ =>
            {
                var response = new ListIncidentsResponse();
                foreach (var name in names)
                {
                    var incident = SampleMessages.Incident(1);
                    incident.Name = name;
                    response.Incidents.Add(incident);
                }

                return response;
            }
        );

    /// <summary>Row 2 is of a model that had not learnt enough.</summary>
    private void SetLearning(int needed)
    {
        Services.On<GetModelRequest, GetModelResponse>(
            "GetModel",
            _ =>
            {
                var model = ToModel(V1.MetricStatus.Active);
                model.LearningRowsNeeded = needed;
                return new() { Model = model };
            }
        );
        Services.On<ListMetricDataRequest, ListMetricDataResponse>("ListMetricData", _ => new() { MetricRows = { LearningRows() } });
    }

    private static V1.MetricRows LearningRows()
    {
        var rows = ToRows(3);
        rows.Rows[1].Learning = true;
        return rows;
    }

    private static IEnumerable<string> ColorsOf(string line) => Color().Matches(line).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"\e\[(38;5;\d+)m")]
    private static partial Regex Color();

    [GeneratedRegex(@"\e\[[0-9;?]*[a-zA-Z]")]
    private static partial Regex Ansi();

    /// <summary>The machine's clock, as if it stood elsewhere.</summary>
    private sealed class ClockIn(string zone) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById(zone);
    }
}
