using HtmIt.Aws;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Metrics;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using HtmIt.V1;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>A shard that asks a CloudWatch over HTTP, on a clock of hours and days, into the real store.</summary>
public abstract class PublicationFixture : CollectorFixture
{
    protected const int Hour = 3_600;

    /// <summary>The longest time between rounds. Those at which nothing is due read the metrics and do nothing.</summary>
    private static readonly TimeSpan NothingIsDue = TimeSpan.FromSeconds(10);

    private ServiceProvider _services = null!;

    private protected CloudWatchServer Aws { get; private set; } = null!;

    private protected FakeInventory Ec2 { get; } = new();

    private protected override ICloudWatch CloudWatch => _services?.GetRequiredService<ICloudWatch>() ?? Cloud;

    private protected override AwsTime CloudTime => _services?.GetRequiredService<AwsTime>() ?? base.CloudTime;

    private protected override IEnumerable<ICollectionSource> OtherSources =>
        [
            new AutostackSource(
                Server.Services.GetRequiredService<IAutostackStore>(),
                Server.Services.GetRequiredService<IMetricStore>(),
                Ec2,
                NullLogger<AutostackSource>.Instance
            ),
        ];

    private protected override CollectorOptions NewOptions() => new() { BackfillDays = 1 };

    protected override void Replace(IServiceCollection services) => services.AddSingleton<IAwsInventory>(Ec2);

    [SetUp]
    public async Task StartAwsAsync()
    {
        Aws = await CloudWatchServer.StartAsync(Clock);
        var settings = new Dictionary<string, string?>
        {
            ["HtmIt:Aws:EndpointUrl"] = Aws.Url.ToString(),
            // The clock of the test moves only when told.
            ["HtmIt:Aws:RetrySeconds"] = "0",
        };
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<ILogger>(Told)
            .AddSingleton(typeof(ILogger<>), typeof(LoggerOf<>))
            .AddHtmItAws()
            .BuildServiceProvider();
        Shard = NewShard();
    }

    [TearDown]
    public async Task StopAwsAsync()
    {
        var autostacks = new AutostackService.AutostackServiceClient(Channel);
        foreach (var autostack in (await autostacks.ListAutostacksAsync(new())).Autostacks)
        {
            await autostacks.DeleteAutostackAsync(new() { Name = autostack.Name });
        }
        await _services.DisposeAsync();
        await Aws.DisposeAsync();
        (_services, Ec2.Fault) = (null!, null);
        Ec2.Resources.Clear();
    }

    /// <summary>Runs rounds for a while, each when a metric is due.</summary>
    /// <param name="step">How far apart they are at least, in seconds.</param>
    private protected async Task RunAsync(int seconds, CancellationToken cancellationToken, int step = 75)
    {
        for (var passed = 0; passed < seconds; passed += step)
        {
            if (Shard.UntilNextRound() < NothingIsDue)
            {
                await Shard.RunRoundAsync(cancellationToken);
            }
            Clock.Advance(TimeSpan.FromSeconds(step));
        }
    }

    private protected long Seconds => Clock.GetUtcNow().ToUnixTimeSeconds();
}
