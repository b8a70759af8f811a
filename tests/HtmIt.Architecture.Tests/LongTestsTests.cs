using HtmIt.Architecture.Tests.Protos;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests;

/// <summary>What <c>./test</c> says of its arguments before it does anything.</summary>
public sealed class LongTestsTests
{
    [Test, CancelAfter(60_000)]
    public async Task Long_WithoutAName_ListsWhatContributorsAreTold(CancellationToken cancellationToken)
    {
        var (exitCode, output) = await RunAsync(cancellationToken, "--long");

        var names = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var told = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "CONTRIBUTING.md"), cancellationToken);
        Assert.That((exitCode, names.Length), Is.EqualTo((0, 4)), output);
        Assert.That(names, Has.All.Matches<string>(name => told.Contains($"`{name}`", StringComparison.Ordinal)));
    }

    [TestCase("there is no long test 'publications'; there are: crash publication ", "--long", "publications")]
    [TestCase("there is no long test ''; there are: crash publication ", "--long", "")]
    [TestCase("unknown option '--longer'; use ./test [FILTER] or ./test --long [NAME]", "--longer")]
    [TestCase("one argument too many: 'Surprise'", "Likelihood", "Surprise")]
    [TestCase("one argument too many: 'Surprise'", "--long", "publication", "Surprise")]
    [CancelAfter(60_000)]
    public async Task Arguments_NoGood_AreRefused(string complaint, params string[] arguments)
    {
        var (exitCode, output) = await RunAsync(TestContext.CurrentContext.CancellationToken, arguments);

        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(output, Does.StartWith($"htmit: {complaint}"));
    }

    private static Task<(int ExitCode, string Output)> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        Tool.RunAsync(Checkout.Root, Path.Combine(Checkout.Root, "test"), arguments, cancellationToken);
}
