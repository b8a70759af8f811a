using System.Text.Json;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary><c>htmit cloudwatch monitor</c>.</summary>
public sealed class CloudWatchMonitorTests
{
    private readonly FakeServices _services = new();
    private readonly List<BatchCreateModelsRequest> _batches = [];
    private readonly HashSet<CloudWatchMetricSpec> _made = [];
    private FakeServer _server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _services.Unary.Clear();
        _batches.Clear();
        _made.Clear();
        _services.On<BatchCreateModelsRequest, BatchCreateModelsResponse>("BatchCreateModels", Create);
        _services.On<GetCollectionStatisticsRequest, GetCollectionStatisticsResponse>(
            "GetCollectionStatistics",
            _ => new() { EstimatedMonthlyDollars = 1.5 }
        );
        _services.On<EstimateCollectionCostRequest, EstimateCollectionCostResponse>("EstimateCollectionCost", Estimate);
        _server = await FakeServer.StartAsync(_services);
    }

    [TearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task Monitor_Selection_MonitorsWhatIsListedWithTheRange()
    {
        ListAvailableMetricsRequest? asked = null;
        _services.On<ListAvailableMetricsRequest, ListAvailableMetricsResponse>(
            "ListAvailableMetrics",
            request =>
            {
                asked = request;
                return new() { Metrics = { Available("i-1") } };
            }
        );
        string[] selection = ["us-west-2", "--resource", "i-1", "--metric", "CPUUtilization", "--account", "other"];

        var result = await CliRunner.RunAsync(_server.Address, ["cloudwatch", "monitor", .. selection, "--min", "0", "--max", "50"]);

        var spec = _batches.Single().Requests.Single().Spec;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (asked!.Region, asked.AwsResourceId, asked.MetricName, asked.Account),
                Is.EqualTo(("us-west-2", "i-1", "CPUUtilization", "other"))
            );
            Assert.That(spec.Cloudwatch, Is.EqualTo(Available("i-1").Spec));
            Assert.That((spec.ModelParams.Min, spec.ModelParams.Max), Is.EqualTo((0.0, 50.0)));
            Assert.That(
                result,
                Is.EqualTo(
                    (
                        0,
                        string.Join(
                            Environment.NewLine,
                            "1 new metric: adds 8,640 queries and $0.09 a month to $1.50",
                            "us-west-2/AWS/EC2/i-1/CPUUtilization: is monitored from now on",
                            "collecting costs $1.59 a month now",
                            ""
                        ),
                        ""
                    )
                )
            );
        }
    }

    [Test]
    public async Task Monitor_ManyOfWhichOneFails_NamesItAndFails()
    {
        _services.On<ListAvailableMetricsRequest, ListAvailableMetricsResponse>(
            "ListAvailableMetrics",
            _ => new() { Metrics = { Enumerable.Range(1, 150).Select(i => Available($"i-{i}")), Available("full") } }
        );

        var text = await CliRunner.RunAsync(_server.Address, "cloudwatch", "monitor", "us-west-2", "--metric", "CPUUtilization");
        _made.Clear();
        var json = await CliRunner.RunAsync(
            _server.Address,
            "cloudwatch",
            "monitor",
            "us-west-2",
            "--metric",
            "CPUUtilization",
            "--output",
            "json"
        );

        var results = JsonDocument.Parse(json.Out).RootElement.GetProperty("results").EnumerateArray().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_batches.Select(batch => batch.Requests.Count).Max(), Is.LessThanOrEqualTo(100));
            Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((1, 1)));
            Assert.That(text.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2 + 150));
            Assert.That(text.Out, Does.Contain("151 new metrics: adds 1,304,640 queries and $13.05 a month to $1.50"));
            Assert.That(text.Out, Does.Contain("collecting costs $14.46 a month now"), "without the one that was refused");
            Assert.That(text.Error.Trim(), Is.EqualTo("us-west-2/AWS/EC2/full/CPUUtilization: error: QUOTA_EXCEEDED: no room"));
            Assert.That(results, Has.Length.EqualTo(151));
            Assert.That(
                JsonDocument.Parse(json.Out).RootElement.GetProperty("cost").GetRawText(),
                Does.StartWith("""{"new_metric_count":150,"queries_per_month":1296000,"dollars_per_month":12.96""")
            );
            Assert.That(results[^1].GetProperty("error").GetProperty("reason").GetString(), Is.EqualTo("QUOTA_EXCEEDED"));
        }
    }

    [Test]
    public async Task Monitor_NothingSelectedOrFound_MonitorsNothing()
    {
        _services.On<ListAvailableMetricsRequest, ListAvailableMetricsResponse>("ListAvailableMetrics", _ => new());

        var everything = await CliRunner.RunAsync(_server.Address, "cloudwatch", "monitor", "us-west-2");
        var unknown = await CliRunner.RunAsync(_server.Address, "cloudwatch", "monitor", "us-west-2", "--resource", "i-9");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(everything.ExitCode, Is.EqualTo(2));
            Assert.That(everything.Error, Does.Contain("--resource, --metric, --dimension or --tag"));
            Assert.That(unknown.ExitCode, Is.EqualTo(1));
            Assert.That(unknown.Error, Does.Contain("no metric of that selection exists in us-west-2"));
            Assert.That(_batches, Is.Empty);
        }
    }

    [Test]
    public async Task Monitor_NamedInFull_IsMonitoredWithoutBeingListed()
    {
        string[] metric = ["--namespace", "Shop/Orders", "--metric", "Duration", "--dimension", "InstanceId=a=b", "--dimension", "Zone=1"];
        string[] asked = ["--statistic", "p99", "--period", "60", "--unit", "Seconds", "--missing-data", "zero"];

        var (exitCode, output, _) = await CliRunner.RunAsync(_server.Address, ["cloudwatch", "monitor", "us-west-2", .. metric, .. asked]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                _batches.Single().Requests.Single().Spec.Cloudwatch,
                Is.EqualTo(
                    new CloudWatchMetricSpec
                    {
                        Region = "us-west-2",
                        Namespace = "Shop/Orders",
                        MetricName = "Duration",
                        Dimensions = { ["InstanceId"] = "a=b", ["Zone"] = "1" },
                        Statistic = "p99",
                        Period = new() { Seconds = 60 },
                        AwsUnit = "Seconds",
                        MissingData = MissingData.Zero,
                    }
                )
            );
            Assert.That(exitCode, Is.Zero);
            Assert.That(output, Does.Contain("1 new metric: adds 43,200 queries and $0.43 a month"));
            Assert.That(output, Does.Contain("us-west-2/Shop/Orders/InstanceId=a=b,Zone=1/Duration: is monitored from now on"));
            Assert.That(_services.Calls.Keys, Has.No.Member("ListAvailableMetrics"));
        }
    }

    [TestCase("--dimension", "nothing"), TestCase("--dimension", "=x"), TestCase("--missing-data", "none"), TestCase("--period", "often")]
    public async Task Monitor_WrongOption_MonitorsNothing(string option, string value)
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(
            _server.Address,
            "cloudwatch",
            "monitor",
            "us-west-2",
            "--metric",
            "m",
            option,
            value
        );

        Assert.That((exitCode, error.Length > 0, _batches.Count), Is.EqualTo((2, true, 0)));
    }

    [Test]
    public async Task Monitor_AServiceIsSkipped_MonitorsTheRestAndSaysSo()
    {
        _services.On<ListAvailableMetricsRequest, ListAvailableMetricsResponse>(
            "ListAvailableMetrics",
            _ => new() { Metrics = { Available("i-1") }, Skipped = { NoDatabases } }
        );
        string[] command = ["cloudwatch", "monitor", "us-west-2", "--resource", "i-1"];

        var text = await CliRunner.RunAsync(_server.Address, command);
        var json = await CliRunner.RunAsync(_server.Address, [.. command, "--output", "json"]);

        AssertSkipped(text, json, "is monitored from now on");
        Assert.That(_batches, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task List_AServiceIsSkipped_ListsTheRestAndSaysSo()
    {
        _services.On<ListAvailableMetricsRequest, ListAvailableMetricsResponse>(
            "ListAvailableMetrics",
            _ => new() { Metrics = { Available("i-1") }, Skipped = { NoDatabases } }
        );
        _services.On<ListAwsResourcesRequest, ListAwsResourcesResponse>(
            "ListAwsResources",
            _ => new() { Resources = { Available("i-1").Resource }, Skipped = { NoDatabases } }
        );
        foreach (var list in new[] { "metrics", "resources" })
        {
            var text = await CliRunner.RunAsync(_server.Address, "cloudwatch", list, "us-west-2");
            var json = await CliRunner.RunAsync(_server.Address, "cloudwatch", list, "us-west-2", "--output", "json");

            AssertSkipped(text, json, "i-1");
        }
    }

    [Test]
    public async Task List_TagKeyWithAnEqualsSign_IsAskedForAndMissedAloud()
    {
        ListAwsResourcesRequest? asked = null;
        _services.On<ListAwsResourcesRequest, ListAwsResourcesResponse>(
            "ListAwsResources",
            request =>
            {
                asked = request;
                return new();
            }
        );

        var result = await CliRunner.RunAsync(
            _server.Address,
            "cloudwatch",
            "resources",
            "us-west-2",
            "--tag",
            @"team\\\=a=we\*b=c",
            "--tag",
            "Name=x"
        );

        Assert.That(
            asked!.TagFilters.Select(one => (one.Key, one.Values.Single())),
            Is.EqualTo(new[] { (@"team\=a", @"we\*b=c"), ("Name", "x") })
        );
        Assert.That(result.Error, Does.Contain(@"note: no EC2 instance in us-west-2 has the tags 'team\=a' = we\*b=c and 'Name' = x."));
    }

    private static readonly SkippedService NoDatabases = new()
    {
        Service = "RDS",
        Region = "us-west-2",
        AwsResourceType = "AWS::RDS::DBInstance",
        Permission = "rds:DescribeDBInstances",
        Error = new()
        {
            Code = 7,
            Reason = ErrorReason.AwsAccessDenied,
            Message = "it needs the permission rds:DescribeDBInstances",
        },
    };

    private static void AssertSkipped(
        (int ExitCode, string Out, string Error) text,
        (int ExitCode, string Out, string Error) json,
        string rest
    )
    {
        Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((0, 0)));
        Assert.That(text.Out, Does.Contain(rest));
        Assert.That(
            text.Error.Trim(),
            Is.EqualTo("warning: AWS::RDS::DBInstance is left out: it needs the permission rds:DescribeDBInstances")
        );
        var skipped = JsonDocument.Parse(json.Out).RootElement.GetProperty("skipped").EnumerateArray().Single();
        Assert.That(skipped.GetProperty("permission").GetString(), Is.EqualTo("rds:DescribeDBInstances"));
        Assert.That(skipped.GetProperty("error").GetProperty("reason").GetString(), Is.EqualTo("AWS_ACCESS_DENIED"));
    }

    private static V1.CloudWatchAvailableMetric Available(string instance) =>
        new()
        {
            Spec = new()
            {
                Region = "us-west-2",
                Namespace = "AWS/EC2",
                MetricName = "CPUUtilization",
                Dimensions = { ["InstanceId"] = instance },
            },
            Metric = new()
            {
                Namespace = "AWS/EC2",
                MetricName = "CPUUtilization",
                Dimension = "InstanceId",
                Period = new() { Seconds = 300 },
            },
            Resource = new() { AwsResourceId = instance },
        };

    private BatchCreateModelsResponse Create(BatchCreateModelsRequest request)
    {
        _batches.Add(request);
        _made.UnionWith(request.Requests.Select(one => one.Spec.Cloudwatch));
        return new() { Results = { request.Requests.Select(one => Result(one.Spec.Cloudwatch.Dimensions["InstanceId"])) } };
    }

    /// <summary>What was made is not new any more.</summary>
    private EstimateCollectionCostResponse Estimate(EstimateCollectionCostRequest request)
    {
        var added = request.Specs.Where(spec => !_made.Contains(spec) || spec.Dimensions["InstanceId"] == "full").ToArray();
        var queries = added.Sum(spec => 2_592_000L / (spec.Period?.Seconds ?? 300));
        return new()
        {
            NewMetricCount = added.Length,
            MonthlyRequestedMetricCount = queries,
            MonthlyDollars = queries * 0.00001,
        };
    }

    private static V1.CreateModelResult Result(string instance) =>
        instance == "full"
            ? new()
            {
                Error = new() { Reason = ErrorReason.QuotaExceeded, Message = "no room" },
            }
            : new()
            {
                Response = new()
                {
                    Created = true,
                    Model = new()
                    {
                        Name = $"models/{instance}",
                        Metric = new() { Name = $"metrics/{instance}", MetricName = "AWS/EC2/CPUUtilization" },
                    },
                },
            };
}
