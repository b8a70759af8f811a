using HtmIt.Cli.Csv;
using HtmIt.Cli.Errors;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Csv;

public sealed class TimeColumnTests
{
    [TestCase("01.07.2026|16.07.2026", "DayFirst")]
    [TestCase("16/07/2026 10:00|01/07/2026 11:00", "DayFirst")]
    [TestCase("07/01/2026|07/16/2026", "MonthFirst")]
    [TestCase("7-1-2026 1:00:00 PM|7-16-2026 1:00:00 PM", "MonthFirst")]
    [TestCase("26-07-01|26-07-16", null, Description = "26 may be the day or the year")]
    [TestCase("26-07-01|26-07-32", "DayFirst", Description = "32 is no day")]
    [TestCase("26-07-16|27-07-16|32-07-16", "YearFirst")]
    [TestCase("07.07.2026", "DayFirst", Description = "It makes no difference")]
    [TestCase("01.07.2026|99.99.2026|16.07.2026", "DayFirst", Description = "What is no date says nothing")]
    [TestCase("2026-07-01|2026-08-09", "DayFirst", Description = "There is no choice to make")]
    [TestCase("01.07.2026|08.07.2026", null)]
    [TestCase("01/02/03", null)]
    public void Decide_Times_OneOrderOrNone(string texts, string? expected)
    {
        var column = See(texts);

        if (expected is null)
        {
            Assert.That(column.Decide, Throws.TypeOf<CliException>().With.Message.EndsWith("Give --time-format."));
        }
        else
        {
            Assert.That(column.Decide().ToString(), Is.EqualTo(expected));
        }
    }

    [Test]
    public void Decide_Contradiction_NamesBothLines() =>
        Assert.That(
            See("01.07.2026|16.07.2026|07.17.2026").Decide,
            Throws
                .TypeOf<CliException>()
                .With.Message.Contains("line 3, '07.17.2026', is none with the day first")
                .And.Message.Contains("line 2, '16.07.2026', none with the month first")
                .And.Message.Contains("--time-format")
        );

    [TestCase("01.07.2026 00:00:00", "d.M.yyyy H:mm:ss", "M.d.yyyy H:mm:ss")]
    [TestCase("01/07/2026 10:00 PM", "d/M/yyyy h:mm tt", "M/d/yyyy h:mm tt")]
    [TestCase("01-07-2026T10:00:00.25+02:00", "d-M-yyyyTH:mm:ss.ffK", "M-d-yyyyTH:mm:ss.ffK")]
    public void Decide_Ambiguous_ProposesFormatsThatReadTheText(string text, string dayFirst, string monthFirst)
    {
        var refusal = Assert.Throws<CliException>(() => See(text).Decide())!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                refusal.Details,
                Is.EqualTo([$"  day first: --time-format '{dayFirst}'", $"  month first: --time-format '{monthFirst}'"])
            );
            Assert.That(new TimeReader(new CsvOptions { TimeFormat = dayFirst }, null).TryRead(text, out var july), Is.True);
            Assert.That(july.Month, Is.EqualTo(7));
        }
    }

    [TestCase("01.07.2026 10:20", "2026-07-01T10:20:00")]
    [TestCase("01.07.2026, 10:20:30.5", "2026-07-01T10:20:30.5")]
    [TestCase("Wed 01/07/2026 10:20", "2026-07-01T10:20:00")]
    [TestCase("1-7-26", "2026-07-01T00:00:00")]
    [TestCase("2026/7/1 10:20", "2026-07-01T10:20:00")]
    [TestCase("1 Jul 2026 10:20", "2026-07-01T10:20:00")]
    [TestCase("10:20", null, Description = "Of which day?")]
    [TestCase("3/4", null, Description = "Of which year?")]
    [TestCase("30.02.2026", null)]
    [TestCase("01.07.2026 25:00", null)]
    public void TryRead_DayFirst_ReadsWholeTimesOnly(string text, string? expected)
    {
        var isRead = new TimeReader(new CsvOptions(), DateOrder.DayFirst).TryRead(text, out var time);

        Assert.That(isRead ? time : (DateTime?)null, Is.EqualTo(expected is null ? null : DateTime.Parse(expected, null)));
    }

    private static TimeColumn See(string texts)
    {
        var column = new TimeColumn("1");
        var line = 0;
        foreach (var text in texts.Split('|'))
        {
            column.See(++line, text);
        }

        return column;
    }
}
