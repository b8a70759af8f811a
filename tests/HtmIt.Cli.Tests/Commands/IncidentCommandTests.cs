using Grpc.Core;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>The commands for incidents.</summary>
public sealed class IncidentCommandTests : CommandFixture
{
    [Test]
    public async Task List_Conditions_AreSentAndEachIncidentIsALine()
    {
        ListIncidentsRequest? sent = null;
        Services.On<ListIncidentsRequest, ListIncidentsResponse>(
            "ListIncidents",
            request =>
            {
                sent = request;
                return new() { Incidents = { SampleMessages.Incident(1) } };
            }
        );
        string[] conditions =
        [
            "--label",
            "host=a",
            "--from",
            "2026-03-01",
            "--to",
            "2026-03-02",
            "--min-severity",
            "2.5",
            "--open",
            "--by",
            "severity",
        ];

        var output = await RunAsync(["incidents", "list", "cpu", .. conditions]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                sent,
                Is.EqualTo(
                    new ListIncidentsRequest
                    {
                        Selector = new()
                        {
                            Metrics = { "metrics/cpu" },
                            Labels =
                            {
                                new V1.LabelMatcher
                                {
                                    Key = "host",
                                    Op = V1.LabelMatcher.Types.Op.Equal,
                                    Values = { "a" },
                                },
                            },
                        },
                        StartTime = new() { Seconds = 1_772_323_200 },
                        EndTime = new() { Seconds = 1_772_409_600 },
                        MinSeverity = 2.5,
                        State = V1.IncidentState.Open,
                        OrderBy = "severity desc",
                        PageSize = 50,
                    }
                )
            );
            string[] parts = ["2026-03-01 12:01:00", "cpu{host=\"a\"}", "4.25", "402", "2026-03-01 12:02:00", "ENDED", "never seen value"];
            foreach (var part in parts)
            {
                Assert.That(output, Does.Contain(part));
            }
        }
    }

    [Test]
    public async Task List_Limit_EndsTheList()
    {
        Services.On<ListIncidentsRequest, ListIncidentsResponse>(
            "ListIncidents",
            _ => new() { Incidents = { SampleMessages.Incident(1), SampleMessages.Incident(2) }, NextPageToken = "more" }
        );

        var json = Parse(await RunAsync("incidents", "list", "--limit", "3", "--output", "json"));

        Assert.That(json.GetProperty("incidents").GetArrayLength(), Is.EqualTo(3));
    }

    [TestCase("incidents list --open --ended", "--open and --ended exclude each other")]
    [TestCase("incidents watch --from 2026-01-01 --after p", "--from and --after exclude each other")]
    public async Task RunAsync_OptionsThatExcludeEachOther_AreRefused(string line, string expected)
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, line.Split(' '));

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain(expected));
    }

    [Test]
    public async Task Get_Reasons_AllWithTheirShares()
    {
        Services.On<GetIncidentRequest, GetIncidentResponse>("GetIncident", _ => new() { Incident = SampleMessages.Incident(1) });
        Services.On<ListAnnotationsRequest, ListAnnotationsResponse>(
            "ListAnnotations",
            request =>
                new()
                {
                    Annotations =
                    {
                        new Annotation
                        {
                            AnnotatedTime = SampleMessages.Incident(1).Onset.SampleTime,
                            User = "ann",
                            Message = $"about {request.Incident}",
                        },
                    },
                }
        );

        var output = await RunAsync("incidents", "get", "incidents/1");

        Assert.That(
            output,
            Does.Contain("75 % never seen value: 412, nearest was 137").And.Contains("25 % ups and downs from row to row as never before")
        );
        Assert.That(output, Does.Contain($"ann: about {SampleMessages.Incident(1).Name}"));
    }

    [Test, CancelAfter(60_000)]
    public async Task Watch_ConnectionBreaks_GoesOn(CancellationToken cancellationToken)
    {
        var after = new List<string>();
        Services.On<WatchIncidentsRequest, IReadOnlyList<WatchIncidentsResponse>>(
            "WatchIncidents",
            request =>
            {
                after.Add(request.AfterPosition);
                if (after.Count == 3)
                {
                    throw Failures.Create(StatusCode.OutOfRange, ErrorReasons.PositionExpired);
                }

                var kind = after.Count == 1 ? IncidentChange.Types.Kind.Opened : IncidentChange.Types.Kind.Ended;
                var change = new IncidentChange { Kind = kind, Incident = SampleMessages.Incident(1) };
                return
                [
                    new()
                    {
                        Position = $"p{after.Count}",
                        Batch = new() { Changes = { change } },
                    },
                ];
            }
        );

        var (exitCode, output, _) = await CliRunner
            .RunAsync(Server.Address, "incidents", "watch", "--after", "p0")
            .WaitAsync(cancellationToken);

        const string Described =
            "2026-03-01 12:01:00  cpu{host=\"a\"}  severity 4.25  peak 402 at 2026-03-01 12:02:00  never seen value: 412, nearest was 137  incidents/1";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1), "no watch can go on from a position that is gone");
            Assert.That(after, Is.EqualTo(new[] { "p0", "p1", "p2" }));
            Assert.That(
                output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                Is.EqualTo(new[] { $"opened  {Described}", "-- reconnected", $"ended   {Described}" })
            );
        }
    }

    private async Task<string> RunAsync(params string[] args)
    {
        var (exitCode, output, error) = await CliRunner.RunAsync(Server.Address, args);
        Assert.That(exitCode, Is.Zero, error);
        return output;
    }
}
