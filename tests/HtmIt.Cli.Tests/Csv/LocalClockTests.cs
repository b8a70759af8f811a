using System.Globalization;
using HtmIt.Cli.Csv;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Csv;

public sealed class LocalClockTests
{
    [TestCase("Europe/Berlin", "2026-07-01 02:00", "2026-07-01 00:00")]
    [TestCase("Europe/Berlin", "2026-01-01 02:00", "2026-01-01 01:00")]
    [TestCase("Europe/Berlin", "2026-03-29 01:30|2026-03-29 03:30", "2026-03-29 00:30|2026-03-29 01:30")]
    [TestCase("Europe/Berlin", "2026-03-29 02:30", "skip", Description = "The clocks go from 2 to 3")]
    [TestCase("Europe/Berlin", "2025-10-26 02:00|2025-10-26 02:00", "2025-10-26 00:00|2025-10-26 01:00")]
    [TestCase(
        "Europe/Berlin",
        "2025-10-26 02:00|2025-10-26 02:30|2025-10-26 02:00|2025-10-26 02:30|2025-10-26 03:00",
        "2025-10-26 00:00|2025-10-26 00:30|2025-10-26 01:00|2025-10-26 01:30|2025-10-26 02:00"
    )]
    [TestCase("Europe/Berlin", "2025-10-26 01:00|2025-10-26 02:30", "2025-10-25 23:00|2025-10-26 00:30")]
    [TestCase("America/St_Johns", "2025-11-02 01:30|2025-11-02 01:30", "2025-11-02 04:00|2025-11-02 05:00")]
    [TestCase(
        "Australia/Lord_Howe",
        "2025-04-06 01:45|2025-04-06 01:45",
        "2025-04-05 14:45|2025-04-05 15:15",
        Description = "Half an hour"
    )]
    [TestCase("Europe/Moscow", "2014-10-26 01:30|2014-10-26 01:30", "2014-10-25 21:30|2014-10-25 22:30", Description = "For good")]
    [TestCase("Pacific/Apia", "2011-12-30 12:00", "skip", Description = "A whole day")]
    public void ToInstant_WhatClocksShow_IsResolvedByOrder(string zone, string shown, string expected)
    {
        var clock = new LocalClock(TimeZoneInfo.FindSystemTimeZoneById(zone));

        var read = shown
            .Split('|')
            .Select(text => clock.ToInstant("m", Parse(text), isOrdered: true, out var instant) ?? $"{instant:yyyy-MM-dd HH:mm}");

        Assert.That(string.Join('|', read), expected == "skip" ? Does.EndWith("the clocks skip it") : Is.EqualTo(expected));
    }

    [Test]
    public void ToInstant_EachMetric_HasItsOwnOrder()
    {
        var clock = new LocalClock(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        var hours = new[] { "a", "b", "a", "b" }.Select(metric =>
        {
            clock.ToInstant(metric, Parse("2025-10-26 02:00"), isOrdered: true, out var instant);
            return instant.Hour;
        });

        Assert.That(hours, Is.EqualTo([0, 0, 1, 1]));
    }

    [Test]
    public void ToInstant_WithoutOrder_TwiceShownIsRefused()
    {
        var clock = new LocalClock(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        Assert.That(
            clock.ToInstant("m", Parse("2025-10-26 02:00"), isOrdered: false, out _),
            Does.Contain("is shown twice in Europe/Berlin")
        );
    }

    private static DateTime Parse(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
