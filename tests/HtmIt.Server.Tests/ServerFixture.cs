using Grpc.Net.Client;
using HtmIt.Storage;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests;

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

    [OneTimeSetUp]
    public async Task StartServerAsync()
    {
        Server = await InProcessServer.StartAsync(await TestDatabases.CreateAsync(), Settings, Time);
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
}
