using System.Text.RegularExpressions;
using HtmIt.Core.Aws;
using HtmIt.Core.Log;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Aws.Tests.CloudWatch;

/// <summary>How requests for data are written, and answers read.</summary>
public sealed class CloudWatchClientTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private FaultyAws _aws = null!;
    private AwsServices _services = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _aws = await FaultyAws.StartAsync();
        _services = new(_aws.Url);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _services.DisposeAsync();
        await _aws.DisposeAsync();
    }

    // CW-014: ascending, whatever the order of the answer.
    [Test]
    public async Task GetMetricData_SeveralPages_AreJoinedInTheOrderOfQueriesAndTime()
    {
        _aws.Then(
            Page("more/+=", Result("q1", "PartialData", (600, "2.5")), Result("q0", "Complete", (300, "1"), (0, "-3e-2"))),
            Page(null, Result("q1", "Complete", (300, "4")))
        );

        var results = await DataAsync(2);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results[0].Samples, Is.EqualTo(new[] { At(0, -0.03), At(300, 1) }));
            Assert.That(results[1].Samples, Is.EqualTo(new[] { At(300, 4), At(600, 2.5) }));
            Assert.That(results.Select(result => result.Fault), Is.All.Null);
            Assert.That(_aws.Requests[1].Body, Does.Contain("NextToken=" + Uri.EscapeDataString("more/+=")));
        }
    }

    [Test]
    public async Task GetMetricData_SomeQueriesFail_TheOthersHaveTheirAnswers()
    {
        _aws.Then(
            Page(
                null,
                Result("q0", "InternalError"),
                Result("q1", "Complete", (0, "1")),
                Result("q2", "Forbidden"),
                Result("zz", "Complete")
            )
        );

        var results = await DataAsync(4);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results[0].Fault, Does.Contain("InternalError"));
            Assert.That(results[1].Fault, Is.Null);
            Assert.That(results[1].Samples, Has.Count.EqualTo(1));
            Assert.That(results[2].Fault, Does.Contain("Forbidden"));
            Assert.That(results[3].Fault, Does.Contain("did not answer"));
        }
    }

    [Test]
    public async Task GetMetricData_PageThatBreaksOff_IsAskedForAgainAndCountsOnce()
    {
        var page = Page(null, Result("q0", "Complete", (0, "1")));
        _aws.Then(AwsReply.Ok(page.Body[..^60]), page);

        var results = await DataAsync(1);

        Assert.That(results.Single().Samples, Is.EqualTo(new[] { At(0, 1) }));
    }

    [Test]
    public async Task GetMetricData_ValuesThatAreNoNumbers_AreLeftOut()
    {
        _aws.Then(Page(null, Result("q0", "Complete", (0, "NaN"), (300, "Infinity"), (600, ""), (900, "7"))));

        var results = await DataAsync(1);

        Assert.That(results.Single().Samples, Is.EqualTo(new[] { At(900, 7) }));
    }

    [Test]
    public async Task GetMetricData_FiveHundredQueries_AreOneCall()
    {
        _aws.Otherwise = request =>
            Page(
                null,
                [.. Regex.Matches(request.Body, @"\.Id=(q\d+)").Select(match => Result(match.Groups[1].Value, "Complete", (0, "1")))]
            );

        var results = await DataAsync(ICloudWatch.MostQueries);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_aws.Requests, Has.Count.EqualTo(1));
            Assert.That(
                results,
                Has.Count.EqualTo(500).And.All.Matches<QueryResult>(result => result is { Fault: null, Samples.Count: 1 })
            );
            Assert.That(() => DataAsync(ICloudWatch.MostQueries + 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public async Task GetMetricData_NoQuery_AsksNothing()
    {
        Assert.That(await DataAsync(0), Is.Empty);
        Assert.That(_aws.Requests, Is.Empty);
    }

    [Test]
    public async Task GetMetricStatistics_UnorderedAnswer_IsOrdered()
    {
        _aws.Then(
            AwsReply.Ok(
                """
                <GetMetricStatisticsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricStatisticsResult><Datapoints>
                <member><Timestamp>2026-06-01T00:10:00Z</Timestamp><Average>2</Average><Unit>Percent</Unit></member>
                <member><Timestamp>2026-06-01T00:05:00Z</Timestamp><Average>1</Average><Unit>Percent</Unit></member>
                </Datapoints><Label>CPUUtilization</Label></GetMetricStatisticsResult></GetMetricStatisticsResponse>
                """
            )
        );

        var result = await _services.CloudWatch.GetMetricStatisticsAsync(
            AwsServices.Oregon,
            Query(0),
            Start,
            Start.AddHours(1),
            CancellationToken.None
        );

        Assert.That(result.Samples, Is.EqualTo(new[] { At(300, 1), At(600, 2) }));
        Assert.That(_aws.Requests.Single().Body, Does.Contain("StartTime=2026-06-01T00%3A00%3A00Z").And.Contain("Period=300"));
    }

    private async Task<IReadOnlyList<QueryResult>> DataAsync(int queries)
    {
        var data = await _services.CloudWatch.GetMetricDataAsync(
            AwsServices.Oregon,
            [.. Enumerable.Range(0, queries).Select(Query)],
            Start,
            Start.AddHours(1),
            CancellationToken.None
        );
        return data.Results;
    }

    private static MetricQuery Query(int number) =>
        new("AWS/EC2", "CPUUtilization", new Dictionary<string, string> { ["InstanceId"] = $"i-{number}" }, "Average", 300);

    private static Sample At(int seconds, double value) => new(Start.ToUnixTimeSeconds() + seconds, value);

    private static AwsReply Page(string? next, params string[] results) =>
        AwsReply.Ok(
            "<GetMetricDataResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><GetMetricDataResult>"
                + (next is null ? "" : $"<NextToken>{next}</NextToken>")
                + $"<MetricDataResults>{string.Concat(results)}</MetricDataResults></GetMetricDataResult></GetMetricDataResponse>"
        );

    private static string Result(string id, string state, params (int Seconds, string Value)[] points) =>
        $"<member><Id>{id}</Id><Label>CPUUtilization</Label><StatusCode>{state}</StatusCode><Timestamps>"
        + string.Concat(points.Select(point => $"<member>{Start.AddSeconds(point.Seconds):yyyy-MM-ddTHH:mm:ssZ}</member>"))
        + "</Timestamps><Values>"
        + string.Concat(points.Select(point => $"<member>{point.Value}</member>"))
        + "</Values></member>";
}
