using HtmIt.Core.Collecting;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Collecting;

public sealed class RegionThrottleTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    [Test]
    public void Throttled_CallsSideBySide_ArePausedForOnce()
    {
        var throttle = new RegionThrottle(_time);
        var began = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(10));
        for (var call = 0; call < 8; call++)
        {
            throttle.Throttled(began);
        }
        Assert.That(throttle.IsPaused);
        Assert.That(Pause(throttle), Is.InRange(RegionThrottle.Shortest * 0.5, RegionThrottle.Shortest * 1.5));
    }

    [Test]
    public void Throttled_AgainAfterEachPause_PausesTwiceAsLongUpToFiveMinutes()
    {
        var throttle = new RegionThrottle(_time);
        var expected = RegionThrottle.Shortest;
        for (var attempt = 0; attempt < 12; attempt++)
        {
            throttle.Throttled(_time.GetUtcNow());
            Assert.That(Pause(throttle), Is.InRange(expected * 0.5, expected * 1.5));
            expected = expected * 2 > RegionThrottle.Longest ? RegionThrottle.Longest : expected * 2;
            _time.Advance(Pause(throttle));
            Assert.That(throttle.IsPaused, Is.False);
        }
        Assert.That(expected, Is.EqualTo(RegionThrottle.Longest));
    }

    [Test]
    public void Answered_AfterThePause_MakesTheNextOneShort()
    {
        var throttle = new RegionThrottle(_time);
        var early = _time.GetUtcNow();
        throttle.Throttled(early);
        throttle.Answered(early);
        _time.Advance(Pause(throttle));
        throttle.Throttled(_time.GetUtcNow());
        Assert.That(Pause(throttle), Is.GreaterThanOrEqualTo(RegionThrottle.Shortest), "an answer from before says nothing");

        _time.Advance(Pause(throttle));
        throttle.Answered(_time.GetUtcNow());
        throttle.Throttled(_time.GetUtcNow());
        Assert.That(Pause(throttle), Is.LessThanOrEqualTo(RegionThrottle.Shortest * 1.5));
    }

    private TimeSpan Pause(RegionThrottle throttle) => throttle.Until - _time.GetUtcNow();
}
