using HtmIt.Core.Watch;
using HtmIt.Server.Streams;
using HtmIt.Testing;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Streams;

/// <summary>What all watches together hold for readers that do not take it.</summary>
public sealed class UnreadMessagesTests
{
    private const int Megabyte = 1_048_576;

    [Test, CancelAfter(60_000)]
    public async Task WaitAsync_AllHoldTooMuch_GivesUpWhoeverIsStuckLongestAndNoMore(CancellationToken patience)
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        using var stop = new ServerStop(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance), time);
        var options = Options.Create(new WatchOptions { MaxUnreadBytes = 2 * Megabyte });
        using var unread = new UnreadMessages(stop, options, time, NullLogger<UnreadMessages>.Instance);
        await unread.StartAsync(patience);
        var write = new TaskCompletionSource();
        var longest = unread.WaitAsync(new TaskCompletionSource().Task, Megabyte);
        var others = new[] { unread.WaitAsync(write.Task, Megabyte), unread.WaitAsync(write.Task, Megabyte) };

        // Far from the time after which a reader is given up in any case.
        time.Skip(TimeSpan.FromSeconds(15));

        Assert.That(await longest.WaitAsync(patience), Is.False, "it was given up");
        write.SetResult();
        Assert.That(await Task.WhenAll(others).WaitAsync(patience), Is.All.True, "the others' messages went out");
        await unread.StopAsync(patience);
    }
}
