using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary><c>htmit metrics delete</c> with a pattern: what can't be undone is asked about.</summary>
public sealed class DeleteMetricsTests : CommandFixture
{
    private readonly List<string> _deleted = [];

    [SetUp]
    public void Prepare()
    {
        Services.On<ListMetricsRequest, ListMetricsResponse>(
            "ListMetrics",
            request =>
                request.Selector.NamePatterns.SequenceEqual(["demo.*"])
                    ? new() { Metrics = { ToMetric("demo.a"), ToMetric("demo.b") } }
                    : new()
        );
        Services.On<DeleteMetricRequest, DeleteMetricResponse>(
            "DeleteMetric",
            request =>
            {
                _deleted.Add(request.Name);
                return new();
            }
        );
    }

    [TestCase("y")]
    [TestCase("Yes")]
    public async Task Delete_PatternAnsweredWithYes_DeletesAllThatMatch(string answer)
    {
        var (exitCode, output, error) = await RunAsync(isInteractive: true, answer, "demo.*");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(
                output,
                Does.StartWith("Delete 2 metrics with models, samples and scores (demo.a, demo.b; 2 rows)? [y/N] ")
                    .And.Contain("deleted demo.b (metrics/demo.b) with 1 rows")
            );
            Assert.That(_deleted, Is.EqualTo(["metrics/demo.a", "metrics/demo.b"]));
        }
    }

    [TestCase("n")]
    [TestCase("")]
    [TestCase("demo")]
    public async Task Delete_PatternAnsweredOtherwise_DeletesNothing(string answer)
    {
        var (exitCode, _, error) = await RunAsync(isInteractive: true, answer, "demo.*");

        Assert.That((exitCode, error, _deleted.Count), Is.EqualTo((1, "error: Nothing was deleted.\n", 0)));
    }

    [Test]
    public async Task Delete_PatternWithoutTerminal_WantsYes()
    {
        var without = await RunAsync(isInteractive: false, "y", "demo.*");
        var deleted = _deleted.Count;
        var with = await RunAsync(isInteractive: false, "", "demo.*", "--yes", "--output", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((without.ExitCode, deleted), Is.EqualTo((2, 0)));
            Assert.That(without.Error, Does.Contain("Give --yes"));
            Assert.That(with.ExitCode, Is.Zero, with.Error);
            Assert.That(with.Out, Is.EqualTo("{\"deleted\":\"metrics/demo.a\"}\n{\"deleted\":\"metrics/demo.b\"}\n"));
        }
    }

    [Test]
    public async Task Delete_PatternThatMatchesNothing_IsSaid()
    {
        var (exitCode, _, error) = await RunAsync(isInteractive: true, "y", "none.*");

        Assert.That((exitCode, error), Is.EqualTo((1, "error: No metric matches 'none.*'; nothing was deleted.\n")));
    }

    private Task<(int ExitCode, string Out, string Error)> RunAsync(bool isInteractive, string answer, params string[] args) =>
        CliRunner.RunAsync(Server.Address, isInteractive, ["metrics", "delete", .. args], new StringReader(answer + "\n"));
}
