using HtmIt.Cli.Rendering;
using NUnit.Framework;
using Spectre.Console;

namespace HtmIt.Cli.Tests.Rendering;

/// <summary>Tables on screens that are too narrow for them, and in pipes.</summary>
public sealed class FittedTableTests
{
    private const string LongName = "datacenter.rack-17.host-0042.filesystem.var.inodes_free{device=\"/dev/mapper/vg0-var\"}";
    private const string FirstId = "incidents/3f9a2c1b00000000000000000000aaaa";
    private const string SecondId = "incidents/3f9a2c1bff0000000000000000000000";

    [Test]
    public void Render_AnyScreen_NoLineIsLongerThanIt([Values(60, 80, 120, 200)] int width)
    {
        var lines = Render(width).Split('\n');

        Assert.That(lines.Select(line => line.TrimEnd().Length), Is.All.LessThanOrEqualTo(width));
        Assert.That(
            lines.Count(line => line.Trim().Length > 0),
            Is.EqualTo(4),
            "a line for the titles, one below them, and one for each row"
        );
    }

    [Test]
    public void Render_NarrowScreen_NamesKeepBothEndsAndIdsTheirBeginnings()
    {
        var text = Render(60);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("datacenter.").And.Contains("…").And.Contains("vg0-var\"}"));
            Assert.That(text, Does.Contain("3f9a2c1b0 ").And.Contains("3f9a2c1bf "));
            Assert.That(text, Does.Not.Contain("why so").And.Not.Contains("incidents/"));
        }
    }

    [Test]
    public void Render_NarrowScreen_SentencesGiveWayToNames()
    {
        using var output = new StringWriter();
        var terminal = new Terminals.Terminal(output, TextWriter.Null, isInteractive: true, TimeProvider.System) { Width = 80 };
        var table = new FittedTable(["onset", "~metric", ">severity", ".why", "#name"]);
        table.Add("2026-11-27 03:00:00", "demo.queue.messages", "4.40", "never seen value: 0, nearest was 156.25", FirstId);
        terminal.Ansi.Write(table);

        Assert.That(output.ToString(), Does.Contain("demo.queue.messages").And.Contain("never see…"));
    }

    [Test]
    public void Render_LowScreen_LiveTableStaysAndTheNewestIncidentsThatFitAreBelow()
    {
        using var output = new StringWriter();
        var terminal = new Terminals.Terminal(output, TextWriter.Null, isInteractive: true, TimeProvider.System) { Width = 80 };
        terminal.Ansi.Profile.Height = 24;
        var board = new LiveBoard("title") { Status = "live" };
        for (var i = 0; i < 12; i++)
        {
            board.Add(new Client.MetricDataRow($"metrics/{i}", 1, DateTimeOffset.UnixEpoch, i, Score: null), $"metric-{i:00}", "", "");
        }

        terminal.Ansi.Write(board.Render(terminal.Ansi.Profile, [.. Enumerable.Range(0, 30).Select(i => $"incident {i:00}")]));

        var lines = output.ToString().TrimEnd('\n').Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Length.LessThan(24));
            Assert.That(output.ToString(), Does.Contain("metric-00").And.Contain("metric-11").And.Contain("incident 29"));
            Assert.That(output.ToString(), Does.Not.Contain("incident 00"));
        }
    }

    [Test]
    public void Render_Trouble_StandsInPlaceOfTheStatus()
    {
        using var output = new StringWriter();
        var terminal = new Terminals.Terminal(output, TextWriter.Null, isInteractive: true, TimeProvider.System) { Width = 80 };

        terminal.Ansi.Write(new LiveBoard("title") { Status = "live", Trouble = "no rows" }.Render(terminal.Ansi.Profile));

        Assert.That(output.ToString(), Does.Contain("no rows").And.Not.Contain("live"));
    }

    [Test]
    public void Render_Pipe_NothingIsLost()
    {
        var text = Render(width: null);

        foreach (var whole in new[] { LongName, FirstId, SecondId, "why so" })
        {
            Assert.That(text, Does.Contain(whole));
        }
    }

    [TestCase("abcdefghij", 10, "abcdefghij")]
    [TestCase("abcdefghij", 7, "abc…hij")]
    [TestCase("abcdefghij", 6, "ab…hij")]
    [TestCase("数字数字数字", 7, "数…数字")]
    public void Middle_TooLong_KeepsBothEnds(string text, int width, string expected) =>
        Assert.That(Shorten.Middle(text, width), Is.EqualTo(expected));

    [Test]
    public void Render_ScreenWithoutRoomForColumns_HasAFieldALineAndNothingBroken([Values(12, 20, 30, 36)] int width)
    {
        var lines = Render(width).Split('\n').Select(line => line.TrimEnd()).ToArray();

        Assert.That(
            lines,
            Is.EqualTo(
                new[]
                {
                    $"metric    {LongName}",
                    "severity  4.25",
                    "name      3f9a2c1b0",
                    "",
                    "metric    cpu",
                    "severity  3.00",
                    "name      3f9a2c1bf",
                    "",
                }
            )
        );
    }

    [Test]
    public void Render_NarrowAndWithoutRows_SaysWhatThereWouldBe()
    {
        var lines = Lines(20, new FittedTable(["~metric", ">severity", "?.reason", "#name"]));

        Assert.That(lines, Is.EqualTo(new[] { "metric, severity, name", "" }));
    }

    [Test]
    public void Render_NarrowAndLive_HasALineARowNoLongerThanTheScreen([Values(12, 20, 30, 40)] int width)
    {
        var table = new FittedTable(["~metric", ">value", ">severity", "<last values", "?time"])
        {
            IsLive = true,
            Title = "http://127.0.0.1:5180/ (UTC, Ctrl-C ends)",
        };
        table.Add(LongName, "4.25", "3.00", "▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁", "12:00:00");
        table.Add("cpu", "2", "", "▁▁▁▁", "12:00:00");

        var lines = Lines(width, table);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Length.EqualTo(4));
            Assert.That(lines.Select(Shorten.WidthOf), Is.All.LessThanOrEqualTo(width));
            Assert.That(lines[2], Does.StartWith("cpu  2"));
        }
    }

    [Test]
    public void Details_NarrowScreen_BreaksSentencesAtWordsAndNamesNowhere()
    {
        var details = Details.Of(("name", FirstId), ("newest sample", "2026-11-29 10:58:00 and so on"), ("unit", ""));

        Assert.That(
            Lines(30, details),
            Is.EqualTo(
                new[]
                {
                    $"name           {FirstId}",
                    "newest sample  2026-11-29",
                    "               10:58:00 and so",
                    "               on",
                    "",
                }
            )
        );
    }

    private static string[] Lines(int width, Spectre.Console.Rendering.IRenderable picture)
    {
        using var output = new StringWriter();
        new Terminals.Terminal(output, TextWriter.Null, isInteractive: true, TimeProvider.System) { Width = width }.Ansi.Write(picture);
        return System.Text.RegularExpressions.Regex.Replace(output.ToString(), @"\e\[[0-9;]*m", "").Split('\n');
    }

    private static string Render(int? width)
    {
        using var output = new StringWriter();
        var terminal = width is { } columns
            ? new Terminals.Terminal(output, TextWriter.Null, isInteractive: true, TimeProvider.System) { Width = columns }
            : new Terminals.Terminal(output, TextWriter.Null, isInteractive: false, TimeProvider.System);
        var table = new FittedTable(["~metric", ">severity", "?.reason", "#name"]);
        table.Add(LongName, "4.25", "why so", FirstId);
        table.Add("cpu", "3.00", "why so too", SecondId);
        terminal.Ansi.Write(table);
        return System.Text.RegularExpressions.Regex.Replace(output.ToString(), @"\e\[[0-9;]*m", "");
    }
}
