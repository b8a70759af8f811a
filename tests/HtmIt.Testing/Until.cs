using System.Diagnostics;
using NUnit.Framework;

namespace HtmIt.Testing;

/// <summary>Awaits a condition by asking again and again, for a bounded time.</summary>
public static class Until
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<T> HoldsAsync<T>(Func<Task<T>> read, Func<T, bool> condition, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var value = await read();
            if (condition(value))
            {
                return value;
            }
            Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(Limit), $"waited in vain for {what}; last seen: {value}");
            await timer.WaitForNextTickAsync();
        }
    }
}
