using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Aws;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using CloudWatchMetricSpec = HtmIt.V1.CloudWatchMetricSpec;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>A shard on a fake clock, a fake EC2 and a fake CloudWatch, over the real store and the real actors.</summary>
public abstract class AutostackCollectionFixture : ServerFixture
{
    protected const string Region = "us-west-2";
    protected const long Start = 1_699_999_800;
    protected const int Period = 300;

    private protected FakeInventory Ec2 { get; private set; } = null!;

    private protected FakeCloudWatch CloudWatch { get; private set; } = null!;

    private protected FakeTimeProvider Clock { get; private set; } = null!;

    private protected CollectorShard Shard { get; private set; } = null!;

    protected AutostackService.AutostackServiceClient Autostacks { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:CloudWatch:Enabled"] = "false",
            ["HtmIt:CloudWatch:BackfillDays"] = "1",
            ["HtmIt:CloudWatch:DelaySeconds"] = "360",
        };

    protected override void Replace(IServiceCollection services) => services.AddSingleton<IAwsInventory>(Ec2 = new());

    [SetUp]
    public void MakeShard()
    {
        Autostacks = new(Channel);
        Ec2.Fault = null;
        Ec2.Resources.Clear();
        CloudWatch = new();
        Clock = new(DateTimeOffset.FromUnixTimeSeconds(Start));
        Shard = NewShard(Region);
    }

    [TearDown]
    public async Task DeleteAsync()
    {
        foreach (var autostack in (await Autostacks.ListAutostacksAsync(new())).Autostacks)
        {
            await Autostacks.DeleteAutostackAsync(new() { Name = autostack.Name });
        }
        foreach (var model in (await Models.ListModelsAsync(new())).Models)
        {
            await Models.DeleteModelAsync(new() { Name = model.Name });
        }
    }

    /// <summary>Collects autostacks only.</summary>
    private protected CollectorShard NewShard(string region)
    {
        var ports = Server.Services.GetRequiredService<CollectorPorts>();
        return new(
            new("", region),
            ports with
            {
                Sources = ports.Sources.OfType<AutostackSource>(),
                CloudWatch = CloudWatch,
                Time = new MachineTime(Clock),
            }
        );
    }

    /// <summary>Collects all that there is.</summary>
    private protected CollectorShard NewCollector(CollectorOptions options) =>
        new(
            new("", Region),
            Server.Services.GetRequiredService<CollectorPorts>() with
            {
                CloudWatch = CloudWatch,
                Time = new MachineTime(Clock),
                Options = Options.Create(options),
            }
        );

    protected async Task MonitorAloneAsync(string instance)
    {
        var spec = new CloudWatchMetricSpec
        {
            Region = Region,
            Namespace = "AWS/EC2",
            MetricName = "NetworkIn",
            Dimensions = { ["InstanceId"] = instance },
        };
        await Models.CreateModelAsync(new() { Spec = new() { Cloudwatch = spec } });
    }

    protected Task<Model> MonitorAsync(string autostack, string metric, params string[] members)
    {
        AddMembers(members);
        return MonitorInAsync(Region, autostack, metric, members.Length == 0 && Ec2.Resources.Count == 0 ? "nothing" : "web*");
    }

    protected void AddMembers(string[] members) => Array.ForEach(members, id => Ec2.Add(Region, id, ("Name", $"web-{id}")));

    protected async Task<Model> MonitorInAsync(string region, string name, string metric, string pattern = "web*")
    {
        var known = (await Autostacks.ListAutostacksAsync(new())).Autostacks;
        var autostack =
            known.FirstOrDefault(one => one.Title == name && one.Region == region)
            ?? (
                await Autostacks.CreateAutostackAsync(
                    new()
                    {
                        Autostack = new()
                        {
                            Title = name,
                            Region = region,
                            Filters =
                            {
                                new ResourceFilter { Name = "tag:Name", Values = { name == "nobody" ? "nothing" : pattern } },
                            },
                        },
                    }
                )
            ).Autostack;
        var spec = autostack.Metric(metric == "InstanceCount" ? "Autostacks" : "AWS/EC2", metric);
        return (await Models.CreateModelAsync(new() { Spec = spec })).Model;
    }

    protected async Task<IReadOnlyList<(long Time, double Value)>> RowsAsync(Model model)
    {
        var page = await Data.ListMetricDataAsync(
            new()
            {
                Metric = model.Metric.Name,
                PageSize = 10_000,
                StartTime = new() { Seconds = Start - (20 * 86_400) },
                IncludeUnscored = true,
            }
        );
        return [.. page.MetricRows.AllRows().Select(row => (row.SampleTime.Seconds, row.Value)).OrderBy(row => row.Seconds)];
    }
}
