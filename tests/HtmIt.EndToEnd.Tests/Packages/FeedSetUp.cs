using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.Packages;

/// <summary>Packs once for all tests of the packages, beside the others: what sets up is not a fixture to the assembly's scope.</summary>
[SetUpFixture]
[Parallelizable(ParallelScope.Self | ParallelScope.Fixtures)]
public sealed class FeedSetUp
{
    /// <summary>What was packed.</summary>
    internal static LocalFeed Feed { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task PackAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5), TimeProvider.System);
        Feed = await LocalFeed.PackAsync(patience.Token);
    }

    [OneTimeTearDown]
    public void RemoveFeed() => Feed?.Dispose();
}
