using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>Resources by what people type.</summary>
public sealed class ResourceNamesTests
{
    private const string Shared = "us-west-2/AWS/SQS/jobs";

    private readonly FakeServices _services = new();
    private readonly List<string> _deleted = [];
    private FakeServer _server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _services.Unary.Clear();
        _deleted.Clear();
        _server = await FakeServer.StartAsync(_services);
        _services.On<ListResourcesRequest, ListResourcesResponse>(
            "ListResources",
            _ =>
                new()
                {
                    Resources =
                    {
                        Resource("1", "rack 4/left"),
                        Resource("2", "us-west-2/AWS/EC2/i-1", "i-1"),
                        Resource("3", Shared, "jobs"),
                        Resource("4", Shared, "jobs", "staging"),
                    },
                }
        );
        _services.On<BatchDeleteResourcesRequest, BatchDeleteResourcesResponse>(
            "BatchDeleteResources",
            request =>
            {
                _deleted.AddRange(request.Names);
                return new() { Results = { request.Names.Select(_ => new DeleteResourceResult { Response = new() }) } };
            }
        );
        _services.On<ListProviderStateChangesRequest, ListProviderStateChangesResponse>(
            "ListProviderStateChanges",
            request =>
                new()
                {
                    Changes =
                    {
                        new ProviderStateChange { ProviderState = request.Resource, ChangeTime = new() },
                    },
                }
        );
    }

    [TearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [TestCase("rack 4/left", "resources/1")]
    [TestCase("us-west-2/AWS/EC2/i-1", "resources/2")]
    [TestCase("i-1", "resources/2")]
    [TestCase("resources/9", "resources/9")]
    public async Task Commands_OneMatch_TakeIt(string typed, string name)
    {
        var deleted = await CliRunner.RunAsync(_server.Address, "resources", "delete", typed);
        var history = await CliRunner.RunAsync(_server.Address, "resources", "history", typed);

        Assert.That((deleted.ExitCode, history.ExitCode), Is.EqualTo((0, 0)), deleted.Error + history.Error);
        Assert.That(_deleted, Is.EqualTo(new[] { name }));
        Assert.That(history.Out, Does.Contain(name));
    }

    [TestCase(Shared)]
    [TestCase("jobs")]
    public async Task Commands_SeveralMatches_ListThem(string typed)
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "resources", "delete", "i-1", typed);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(
            error,
            Does.Contain($"2 resources are called '{typed}'")
                .And.Contain($"{Shared} (resources/3)")
                .And.Contain($"{Shared} of account staging (resources/4)")
        );
        Assert.That(_deleted, Is.Empty);
    }

    [Test]
    public async Task Commands_NoMatch_SaySo()
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "resources", "history", "nothing");

        Assert.That((exitCode, error.Trim()), Is.EqualTo((1, "error: RESOURCE_NOT_FOUND: There is no resource 'nothing'.")));
    }

    private static Resource Resource(string id, string text, string awsId = "", string account = "") =>
        new()
        {
            Name = $"resources/{id}",
            Text = text,
            AwsResourceId = awsId,
            Account = account,
        };
}
