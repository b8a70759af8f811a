using System.Globalization;
using Grpc.Core;
using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Aws;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Exchange;

/// <summary>A server that collects nothing, and that begins each test without a model.</summary>
public abstract class ExchangeFixture : ServerFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:CloudWatch:Enabled"] = "false" };

    private protected FakeInventory Ec2 { get; private set; } = null!;

    protected override void Replace(IServiceCollection services) => services.AddSingleton<IAwsInventory>(Ec2 = new());

    protected IAutostackStore Autostacks => Server.Services.GetRequiredService<IAutostackStore>();

    /// <summary>A whole number of periods ago.</summary>
    protected static long Now { get; } = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 300 * 300;

    [TearDown]
    public async Task DeleteAllAsync()
    {
        foreach (var stack in await Autostacks.ListAsync(null, 100, CancellationToken.None))
        {
            await Server.Services.GetRequiredService<DeleteAutostack>().ExecuteAsync(stack.Id, CancellationToken.None);
        }
        foreach (var metric in (await Metrics.ListMetricsAsync(new())).Metrics)
        {
            if (metric.Datasource == Datasource.Custom)
            {
                await Metrics.DeleteMetricAsync(new() { Name = metric.Name });
            }
            else
            {
                await Models.DeleteModelAsync(new() { Name = ModelName(metric) });
            }
        }
    }

    protected static ModelSpec Custom(string name) => new() { Custom = new() { Target = new() { Key = new() { MetricName = name } } } };

    protected static ModelSpec CloudWatchSpec(string database) =>
        new()
        {
            Cloudwatch = new()
            {
                Region = "us-west-2",
                Namespace = "AWS/RDS",
                MetricName = "ReadIOPS",
                Dimensions = { ["DBInstanceIdentifier"] = database },
            },
        };

    protected static ModelSpec StackSpec(string autostack) =>
        new()
        {
            Autostack = new()
            {
                Autostack = autostack,
                Namespace = "AWS/EC2",
                MetricName = "NetworkIn",
            },
        };

    protected static string Text(long time) =>
        DateTimeOffset.FromUnixTimeSeconds(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    protected Task<IReadOnlyList<ImportModelsResponse>> ImportAsync(params IEnumerable<string> documents) =>
        ImportRequestsAsync(documents.Select(json => new ImportModelsRequest { Json = json }));

    protected async Task<IReadOnlyList<ImportModelsResponse>> ImportRequestsAsync(IEnumerable<ImportModelsRequest> requests)
    {
        using var call = Models.ImportModels();
        foreach (var request in requests)
        {
            await call.RequestStream.WriteAsync(request);
        }
        await call.RequestStream.CompleteAsync();
        return await call.ResponseStream.ReadAllAsync().ToListAsync();
    }
}
