using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Rendering;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.CommandLine;

/// <summary>Times as people type them.</summary>
public sealed class GivenTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 15, 22, 30, 0, TimeSpan.Zero);

    [TestCase("-1h", "2026-03-15T21:30:00Z")]
    [TestCase("5m", "2026-03-15T22:25:00Z")]
    [TestCase("5m ago", "2026-03-15T22:25:00Z")]
    [TestCase("1h30m", "2026-03-15T21:00:00Z")]
    [TestCase("2d", "2026-03-13T22:30:00Z")]
    [TestCase("1w", "2026-03-08T22:30:00Z")]
    [TestCase("+90s", "2026-03-15T22:31:30Z")]
    [TestCase("now", "2026-03-15T22:30:00Z")]
    [TestCase("today", "2026-03-15T00:00:00Z")]
    [TestCase("Yesterday", "2026-03-14T00:00:00Z")]
    [TestCase("2026-03-01 12:00", "2026-03-01T12:00:00Z")]
    [TestCase("1772323200", "2026-03-01T00:00:00Z")]
    public void At_Text_IsTheTimeMeant(string text, string expected) =>
        Assert.That(GivenTime.TryParse(text)?.At(Now), Is.EqualTo(DateTimeOffset.Parse(expected, null)));

    [TestCase("today", "2026-03-15T23:00:00Z")]
    [TestCase("yesterday", "2026-03-14T23:00:00Z")]
    [TestCase("2026-03-01 12:00", "2026-03-01T11:00:00Z")]
    [TestCase("2026-07-01", "2026-06-30T22:00:00Z")]
    [TestCase("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z")]
    [TestCase("2026-03-01T12:00:00+05:00", "2026-03-01T07:00:00Z")]
    [TestCase("1772323200", "2026-03-01T00:00:00Z")]
    public void At_LocalClocks_AreGoneByWhereNoOffsetIsGiven(string text, string expected)
    {
        Clocks.Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.That(GivenTime.TryParse(text)?.At(Now.AddHours(1)), Is.EqualTo(DateTimeOffset.Parse(expected, null)));
    }

    [TestCase("")]
    [TestCase("5")]
    [TestCase("-x")]
    [TestCase("5 parsecs")]
    [TestCase("99999999999d")]
    public void TryParse_NoTime_IsNull(string text) => Assert.That(GivenTime.TryParse(text), Is.Null);
}
