using System.Globalization;
using HtmIt.Aws.Clients;
using HtmIt.Core.Aws;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Aws.Tests.Clients;

/// <summary>Answers whose pages have no end, of every operation that has pages.</summary>
public sealed class EndlessPagesTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private FaultyAws _aws = null!;
    private AwsServices _services = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _aws = await FaultyAws.StartAsync();
        _services = new(_aws.Url);
        _aws.Clock = _services.Time;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _services.DisposeAsync();
        await _aws.DisposeAsync();
    }

    private static readonly Operation[] Operations =
    [
        new("CloudWatch GetMetricData", DataAsync, token => Xml("GetMetricData", $"<NextToken>{token}</NextToken>")),
        Listing(AwsResourceType.Ec2Instance, "EC2 DescribeInstances", token => Ec2("DescribeInstances", token)),
        Listing(AwsResourceType.EbsVolume, "EC2 DescribeVolumes", token => Ec2("DescribeVolumes", token)),
        Listing(AwsResourceType.SqsQueue, "SQS ListQueues", token => $$"""{"NextToken":"{{token}}"}"""),
        Listing(
            AwsResourceType.DynamoDbTable,
            "DynamoDB ListTables",
            token => $$"""{"TableNames":[],"LastEvaluatedTableName":"{{token}}"}"""
        ),
        Listing(
            AwsResourceType.LoadBalancer,
            "Elastic Load Balancing DescribeLoadBalancers",
            token => Xml("DescribeLoadBalancers", $"<NextMarker>{token}</NextMarker>")
        ),
        Listing(
            AwsResourceType.AutoScalingGroup,
            "Auto Scaling DescribeAutoScalingGroups",
            token => Xml("DescribeAutoScalingGroups", $"<NextToken>{token}</NextToken>")
        ),
        Listing(AwsResourceType.SnsTopic, "SNS ListTopics", token => Xml("ListTopics", $"<NextToken>{token}</NextToken>")),
        Listing(AwsResourceType.RdsInstance, "RDS DescribeDBInstances", token => Xml("DescribeDBInstances", $"<Marker>{token}</Marker>")),
        Listing(
            AwsResourceType.RedshiftCluster,
            "Redshift DescribeClusters",
            token => Xml("DescribeClusters", $"<Marker>{token}</Marker>")
        ),
    ];

    private static IEnumerable<string> Names => Operations.Select(one => one.What);

    [TestCaseSource(nameof(Names)), CancelAfter(120_000)]
    public void Read_SameTokenForEver_FailsAtOnceAndSaysSo(string what)
    {
        var operation = Operations.Single(one => one.What == what);
        _aws.Otherwise = _ => AwsReply.Ok(operation.Page("again"));

        var fault = Assert.CatchAsync<AwsException>(() => operation.Read(_services));

        Assert.That((fault!.Fault, fault.Message), Is.EqualTo((AwsFault.Unavailable, $"{what} in us-west-2 does not end: {Circle(2)}")));
        Assert.That(_aws.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void Read_TokensInACircle_FailsWhenOneComesAgain()
    {
        var pages = 0;
        _aws.Otherwise = _ => AwsReply.Ok(Xml("GetMetricData", $"<NextToken>{pages++ % 3}</NextToken>"));

        var fault = Assert.CatchAsync<AwsException>(() => DataAsync(_services));

        Assert.That(fault!.Message, Does.EndWith(Circle(4)));
        Assert.That(_aws.Requests, Has.Count.EqualTo(4));
    }

    [Test, CancelAfter(300_000)]
    public void Read_AlwaysAnotherToken_FailsAfterTheMostPages()
    {
        var pages = 0;
        _aws.Otherwise = _ => AwsReply.Ok(Xml("ListTopics", $"<NextToken>{pages++.ToString(CultureInfo.InvariantCulture)}</NextToken>"));

        var fault = Assert.CatchAsync<AwsException>(() => ListAsync(_services, AwsResourceType.SnsTopic));

        Assert.That(fault!.Message, Does.EndWith($"there is another page after {PageGuard.MostPages}, the most that are read"));
        Assert.That(_aws.Requests, Has.Count.EqualTo(PageGuard.MostPages));
    }

    [Test]
    public void Read_EndlessAgainAndAgain_IsLoggedOnceAMinuteForEachOperation()
    {
        _aws.Otherwise = request =>
            AwsReply.Ok(Xml(request.IsAction("ListTopics") ? "ListTopics" : "GetMetricData", "<NextToken>again</NextToken>"));
        for (var tries = 0; tries < 3; tries++)
        {
            Assert.CatchAsync<AwsException>(() => DataAsync(_services));
            Assert.CatchAsync<AwsException>(() => ListAsync(_services, AwsResourceType.SnsTopic));
        }
        Assert.That(Told(), Is.EqualTo(new[] { "CloudWatch GetMetricData in us-west-2", "SNS ListTopics in us-west-2" }));

        _services.Time.Skip(TimeSpan.FromMinutes(1));
        Assert.CatchAsync<AwsException>(() => DataAsync(_services));
        Assert.That(Told(), Has.Exactly(3).Items);

        IEnumerable<string> Told() =>
            _services
                .Log.Lines.Where(line => line.EventId == 6001)
                .Select(line => line.Text[..line.Text.IndexOf(" does", StringComparison.Ordinal)]);
    }

    private static Task<MetricData> DataAsync(AwsServices services) =>
        services.CloudWatch.GetMetricDataAsync(
            AwsServices.Oregon,
            [new("AWS/EC2", "CPUUtilization", new Dictionary<string, string> { ["InstanceId"] = "i-1" }, "Average", 300)],
            Start,
            Start.AddHours(1),
            CancellationToken.None
        );

    private static Task<IReadOnlyList<AwsResource>> ListAsync(AwsServices services, AwsResourceType type) =>
        services.Inventory.ListAsync(AwsServices.Oregon, type, null, int.MaxValue, CancellationToken.None);

    private static string Circle(int page) => $"page {page} names a page as its next one that was read already";

    private static string Xml(string action, string inside) =>
        $"<{action}Response><{action}Result>{inside}</{action}Result></{action}Response>";

    private static string Ec2(string action, string token) => $"<{action}Response><nextToken>{token}</nextToken></{action}Response>";

    private static Operation Listing(AwsResourceType type, string what, Func<string, string> page) =>
        new(what, services => ListAsync(services, type), page);

    /// <param name="Page">An empty page that names another one.</param>
    private sealed record Operation(string What, Func<AwsServices, Task> Read, Func<string, string> Page);
}
