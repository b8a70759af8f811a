using Grpc.Net.Client;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Support;

/// <summary>A server on a database of its own for each test class, and the raw clients of its services. An error that the server logs and
/// no test expected fails the class.</summary>
public abstract class ServerFixture
{
    protected InProcessServer Server { get; private set; } = null!;

    protected GrpcChannel Channel => Server.Channel;

    protected ModelService.ModelServiceClient Models { get; private set; } = null!;

    protected MetricService.MetricServiceClient Metrics { get; private set; } = null!;

    protected MetricDataService.MetricDataServiceClient Data { get; private set; } = null!;

    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    protected virtual TimeProvider? Time => null;

    /// <summary>Puts fakes in the place of services.</summary>
    protected virtual void Replace(IServiceCollection services) { }

    [OneTimeSetUp]
    public virtual async Task StartServerAsync()
    {
        await PrepareAsync();
        Server = await InProcessServer.StartAsync(await TestDatabases.CreateAsync(), Settings, Time, Replace);
        Models = new(Channel);
        Metrics = new(Channel);
        Data = new(Channel);
    }

    [OneTimeTearDown]
    public async Task StopServerAsync()
    {
        if (Server is { } server)
        {
            await server.DisposeAsync();
            Assert.That(server.Errors, Is.Empty, "the server logged errors");
        }
    }

    /// <summary>Runs before the server starts, e.g. for what its settings name.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    protected async Task<Metric> MetricAsync(string name) =>
        (await Metrics.GetMetricAsync(new() { Key = new() { MetricName = name } })).Metric;

    protected async Task<Model> ModelAsync(string name)
    {
        var metric = await MetricAsync(name);
        return (await Models.GetModelAsync(new() { Name = ModelName(metric) })).Model;
    }

    /// <summary>Monitors by name, with a range unless told otherwise.</summary>
    protected async Task<Model> MonitorAsync(string name, bool withRange = true)
    {
        var spec = new ModelSpec { Custom = new() { Target = new() { Key = new() { MetricName = name } } } };
        if (withRange)
        {
            spec.ModelParams = new() { Min = 0, Max = 100 };
        }
        return (await Models.CreateModelAsync(new() { Spec = spec })).Model;
    }

    /// <summary>Monitors by name, with a range unless told otherwise, a metric that is said to be measured on this.</summary>
    protected async Task<Model> MonitorAsync(string name, string resource, bool withRange = true)
    {
        await Metrics.CreateMetricAsync(
            new()
            {
                Metric = new() { MetricName = name, Resource = resource },
            }
        );
        return await MonitorAsync(name, withRange);
    }

    /// <summary>Waits until the backlog is scored.</summary>
    protected Task<Model> ActiveAsync(string name) =>
        Until.HoldsAsync(() => ModelAsync(name), model => model.Metric.Status == MetricStatus.Active, $"{name} to be active");

    private protected Task<IReadOnlyList<StoredRow>> RowsAsync(string name) => Tables.RowsAsync(Server.ConnectionString, name);

    protected static string ModelName(Metric metric) => metric.Name.Replace("metrics/", "models/", StringComparison.Ordinal);
}
