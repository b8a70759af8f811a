using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using HtmIt.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using NUnit.Framework;
using Model = HtmIt.V1.Model;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>A shard on a fake clock and a fake CloudWatch, over the real store and the real actors.</summary>
public abstract class CollectorFixture : ServerFixture
{
    protected const long Start = 1_699_999_800;
    protected const int Period = 300;

    private protected AwsScope Scope { get; } = new("", "eu-west-1");
    private int _instance;

    private protected FakeTimeProvider Clock { get; private set; } = null!;

    private protected FakeCloudWatch Cloud { get; private set; } = null!;

    private protected FakeInventory Inventory { get; private set; } = null!;

    private protected CollectorShard Shard { get; set; } = null!;

    /// <summary>What the shard logs.</summary>
    private protected RecordingLogger Told { get; private set; } = null!;

    private protected CollectorOptions ShardOptions { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:CloudWatch:Enabled"] = "false", ["HtmIt:Aws:EndpointUrl"] = "http://127.0.0.1:1" };

    [SetUp]
    public void MakeShard()
    {
        Clock = new(DateTimeOffset.FromUnixTimeSeconds(Start));
        Cloud = new();
        Inventory = new();
        Told = new();
        ShardOptions = NewOptions();
        Shard = NewShard();
    }

    [TearDown]
    public async Task DeleteMetricsAsync()
    {
        // A page at a time: what is left over would be collected in the next test.
        while ((await Models.ListModelsAsync(new())).Models is { Count: > 0 } left)
        {
            await Task.WhenAll(left.Select(model => Models.DeleteModelAsync(new() { Name = model.Name }).ResponseAsync));
        }
    }

    private protected Task<V1.Model> ActiveAsync(Model model) =>
        Until.HoldsAsync(
            async () => (await Models.GetModelAsync(new() { Name = model.Name })).Model,
            one => one.Metric.Status == V1.MetricStatus.Active,
            "the model to be active"
        );

    /// <summary>Periods are taken at first sight, 360 seconds after their end, unless a fixture is about just that.</summary>
    private protected virtual CollectorOptions NewOptions() => new() { DelaySeconds = 360 };

    private protected virtual ICloudWatch CloudWatch => Cloud;

    private protected virtual AwsTime CloudTime => new MachineTime(Clock);

    /// <summary>What is collected beside CloudWatch's metrics.</summary>
    private protected virtual IEnumerable<ICollectionSource> OtherSources => [];

    private protected CollectorShard NewShard()
    {
        var services = Server.Services;
        var options = Options.Create(ShardOptions);
        var status = new ResourceStatusCollector(
            Inventory,
            services.GetRequiredService<IProviderStateStore>(),
            services.GetRequiredService<ICollectedMetrics>(),
            options,
            CloudTime,
            NullLogger<ResourceStatusCollector>.Instance
        );
        var source = new CloudWatchSource(
            services.GetRequiredService<IMetricStore>(),
            services.GetRequiredService<ICollectedMetrics>(),
            status,
            Inventory,
            new LoggerOf<CloudWatchSource>(Told)
        );
        return new(
            Scope,
            services.GetRequiredService<CollectorPorts>() with
            {
                Sources = [source, .. OtherSources],
                CloudWatch = CloudWatch,
                Options = options,
                Time = CloudTime,
                Logger = new LoggerOf<CollectorShard>(Told),
            }
        );
    }

    private protected async Task<(string Resource, Model Model)> MonitorAsync(
        string ns = "AWS/RDS",
        string metric = "CPUUtilization",
        string dimension = "DBInstanceIdentifier"
    )
    {
        var resource = $"r-{Interlocked.Increment(ref _instance)}";
        var spec = new V1.CloudWatchMetricSpec
        {
            Region = Scope.Region,
            Namespace = ns,
            MetricName = metric,
            Dimensions = { [dimension] = resource },
        };
        var reply = await Models.CreateModelAsync(new() { Spec = new() { Cloudwatch = spec } });
        Assert.That(reply.Created, Is.True);
        Shard.Wake();
        return (resource, reply.Model);
    }

    private protected void Fill(string resource, long from, long to, Func<long, double>? value = null)
    {
        for (var time = (from + Period - 1) / Period * Period; time < to; time += Period)
        {
            Cloud.Put(resource, time, value?.Invoke(time) ?? 50 + (40 * Math.Sin(time / 5_000.0)));
        }
    }

    private protected void Resource(string id, string status)
    {
        Inventory.Resources.Clear();
        Inventory.Resources.Add(new(AwsResourceType.RdsInstance, Scope.Region, id) { ProviderState = status });
    }

    private protected async Task RunUntilIdleAsync()
    {
        while ((await Shard.RunRoundAsync(default)).Calls > 0) { }
    }

    private protected async Task AdvanceAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await RunUntilIdleAsync();
    }

    private protected async Task<(V1.Metric Metric, IReadOnlyList<StoredRow> Rows)> ReadAsync(Model model)
    {
        var found = (await Models.GetModelAsync(new() { Name = model.Name })).Model.Metric;
        return (found, await Tables.RowsAsync(Server.ConnectionString, Guid.Parse(found.Name["metrics/".Length..])));
    }

    private protected async Task<DateTimeOffset?> FailingSinceAsync(Model model)
    {
        var id = new MetricId(new Guid(model.Name["models/".Length..]));
        return (await Server.Services.GetRequiredService<IMetricStore>().FindAsync(id, default))!.CollectorError?.Since;
    }

    private protected async Task<IReadOnlyList<string>> StatesAsync(string resource)
    {
        await using var database = NpgsqlDataSource.Create(Server.ConnectionString);
        await using var command = database.CreateCommand(
            "select provider_state from provider_state_history where resource_id = $1 order by change_time"
        );
        command.Parameters.Add(new() { Value = ResourceId.Of("", resource).Value });
        await using var reader = await command.ExecuteReaderAsync();
        var states = new List<string>();
        while (await reader.ReadAsync())
        {
            states.Add(reader.GetString(0));
        }
        return states;
    }
}
