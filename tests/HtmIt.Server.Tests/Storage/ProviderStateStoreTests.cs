using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Storage;

/// <summary>The history of resource states: META-015.</summary>
public sealed class ProviderStateStoreTests : ServerFixture
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private IProviderStateStore Store => Server.Services.GetRequiredService<IProviderStateStore>();

    [Test] // META-015: a line for a change only, each server on its own
    public async Task AppendIfChangedAsync_StatesComeAgain_AddsChangesOnly()
    {
        await AppendAsync(0, ("status.a", "running"), ("status.b", "available"));
        await AppendAsync(5, ("status.a", "running"), ("status.b", "available"));
        await AppendAsync(10, ("status.a", "stopped"), ("status.b", "available"));
        await AppendAsync(15, ("status.a", "running"));

        var found = await Store.ListAsync(Id("status.a"), null, 10, CancellationToken.None);
        Assert.That(
            found.Select(one => (one.Time, one.State)),
            Is.EqualTo(new[] { (At(15), "running"), (At(10), "stopped"), (At(0), "running") })
        );
        Assert.That(await Store.ListAsync(Id("status.b"), null, 10, CancellationToken.None), Has.Exactly(1).Items);
        Assert.That(await Store.ListAsync(Id("status.none"), null, 10, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task ListAsync_InPages_GoesBackInTime()
    {
        for (var i = 0; i < 5; i++)
        {
            await AppendAsync(i, ("status.page", $"state {i}"));
        }
        var first = await Store.ListAsync(Id("status.page"), null, 2, CancellationToken.None);
        var second = await Store.ListAsync(Id("status.page"), first[^1].Time, 2, CancellationToken.None);
        Assert.That(first.Concat(second).Select(one => one.State), Is.EqualTo(new[] { "state 4", "state 3", "state 2", "state 1" }));
    }

    [Test] // the same state from two collectors at once, and a word that is too long
    public async Task AppendIfChangedAsync_OddStates_KeepsOneLine()
    {
        await AppendAsync(0, ("status.odd", new string('x', 40)), ("status.odd", "running"));
        await Task.WhenAll(AppendAsync(1, ("status.odd", "stopped")), AppendAsync(1, ("status.odd", "stopped")));
        Assert.That(
            (await Store.ListAsync(Id("status.odd"), null, 10, CancellationToken.None)).Select(one => one.State),
            Is.EqualTo(new[] { "stopped", "running" })
        );
        await AppendAsync(2, ("status.long", new string('x', 40)));
        Assert.That((await Store.ListAsync(Id("status.long"), null, 1, CancellationToken.None))[0].State, Has.Length.EqualTo(32));
    }

    private Task AppendAsync(int minute, params (string, string)[] states) =>
        Store.AppendIfChangedAsync([.. states.Select(one => (Id(one.Item1), one.Item2))], At(minute), CancellationToken.None);

    private static ResourceId Id(string resource) => ResourceId.Of("", resource);

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);
}
