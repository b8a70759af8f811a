using HtmIt.Aws;
using HtmIt.Aws.Settings;
using HtmIt.Core.Aws;
using HtmIt.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Aws.Tests;

/// <summary>What the server has to reach AWS with, on some endpoint.</summary>
internal sealed class AwsServices : IAsyncDisposable
{
    public static readonly AwsScope Oregon = new("", "us-west-2");

    private readonly ServiceProvider _services;

    public AwsServices(Uri endpoint, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("HtmIt:Aws:EndpointUrl", endpoint.ToString()),
                .. settings.Select(setting => KeyValuePair.Create("HtmIt:Aws:" + setting.Name, (string?)setting.Value)),
            ])
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ILogger>(Log);
        services.AddSingleton(typeof(ILogger<>), typeof(LoggerOf<>));
        services.AddHtmItAws();
        _services = services.BuildServiceProvider();
    }

    /// <summary>The settings as the server would read them.</summary>
    public static AwsOptions OptionsOf((string Name, string Value) setting)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting.Name, setting.Value)]).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddHtmItAws().BuildServiceProvider();
        return services.GetRequiredService<IOptions<AwsOptions>>().Value;
    }

    public HastyTime Time { get; } = new();

    public RecordingLogger Log { get; } = new();

    public ICloudWatch CloudWatch => _services.GetRequiredService<ICloudWatch>();

    public IMetricListing Metrics => _services.GetRequiredService<IMetricListing>();

    public IAwsInventory Inventory => _services.GetRequiredService<IAwsInventory>();

    public IAwsRegions Regions => _services.GetRequiredService<IAwsRegions>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
