using System.Text.Json;
using HtmIt.Client;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>The client's suggestions and <c>htmit instances suggest</c>.</summary>
public sealed class SuggestTests
{
    private static readonly string[] Missing = ["us-west-2/AWS/EC2", "us-west-2/AWS/RDS"];

    private readonly FakeServices _services = new();
    private FakeServer _server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _services.Unary.Clear();
        _server = await FakeServer.StartAsync(_services);
    }

    [TearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task SuggestAsync_KindsWithoutAnswer_AreNamedBesideTheOthers()
    {
        Answer(Missing);
        using var client = _server.CreateClient();

        var found = await client.Resources.SuggestAsync();

        Assert.That(found.Suggested.Select(one => one.Resource.Id), Is.EqualTo(new[] { "front" }));
        Assert.That(found.Unreachable, Is.EqualTo(Missing));
    }

    [Test]
    public async Task Suggest_KindsWithoutAnswer_WarnsOnStandardErrorAndShowsTheOthers()
    {
        Answer(Missing);

        var text = await CliRunner.RunAsync(_server.Address, "resources", "suggest");
        var json = await CliRunner.RunAsync(_server.Address, "resources", "suggest", "--output", "json");

        const string Warning = "warning: AWS gave no answer about us-west-2/AWS/EC2, us-west-2/AWS/RDS; nothing of those is suggested.";
        var named = JsonDocument.Parse(json.Out).RootElement.GetProperty("unreachable").EnumerateArray().Select(one => one.GetString());
        using (Assert.EnterMultipleScope())
        {
            Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((0, 0)));
            Assert.That(text.Error.Trim(), Is.EqualTo(Warning));
            Assert.That(
                JsonDocument.Parse(json.Error).RootElement.GetProperty("warning").GetString(),
                Is.EqualTo(Warning["warning: ".Length..])
            );
            Assert.That(text.Out.Trim(), Is.EqualTo("us-west-2/AWS/ELB/front"));
            Assert.That(named, Is.EqualTo(Missing));
        }
    }

    [Test]
    public async Task Suggest_EveryKindAnswers_WarnsOfNothing()
    {
        Answer();

        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "resources", "suggest");

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task Suggest_NothingThere_SaysWhere()
    {
        _services.On<SuggestResourcesRequest, SuggestResourcesResponse>("SuggestResources", _ => new());

        var result = await CliRunner.RunAsync(_server.Address, "resources", "suggest", "eu-west-1");

        Assert.That(result, Is.EqualTo((0, "", $"note: nothing to suggest in eu-west-1.{Environment.NewLine}")));
    }

    private void Answer(params string[] unreachable)
    {
        var front = new V1.SuggestedResource
        {
            Region = "us-west-2",
            Namespace = "AWS/ELB",
            AwsResourceId = "front",
        };
        _services.On<SuggestResourcesRequest, SuggestResourcesResponse>(
            "SuggestResources",
            _ => new() { Suggested = { front }, Unreachable = { unreachable } }
        );
    }
}
