using HtmIt.Aws;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Testing.Aws;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>A shard that asks a CloudWatch of the test over HTTP, on a clock of hours and days.</summary>
public abstract class CloudWatchServerFixture : CollectorFixture
{
    protected const int Hour = 3_600;

    private ServiceProvider _services = null!;

    private protected CloudWatchServer Aws { get; private set; } = null!;

    private protected override ICloudWatch CloudWatch => _services?.GetRequiredService<ICloudWatch>() ?? Cloud;

    private protected long Seconds => Clock.GetUtcNow().ToUnixTimeSeconds();

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
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddHtmItAws().BuildServiceProvider();
        Shard = NewShard();
    }

    [TearDown]
    public async Task StopAwsAsync()
    {
        await _services.DisposeAsync();
        await Aws.DisposeAsync();
        _services = null!;
    }

    private protected override CollectorOptions NewOptions() => new() { BackfillDays = 1 };

    /// <param name="step">How far apart rounds are, in seconds.</param>
    private protected async Task RunAsync(int seconds, CancellationToken cancellationToken, int step = 75)
    {
        for (var passed = 0; passed < seconds; passed += step)
        {
            await Shard.RunRoundAsync(cancellationToken);
            Clock.Advance(TimeSpan.FromSeconds(step));
        }
    }
}
