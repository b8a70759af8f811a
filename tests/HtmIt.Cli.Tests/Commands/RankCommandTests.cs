using HtmIt.V1;
using NUnit.Framework;
using Window = HtmIt.V1.RankMetricsRequest.WindowOneofCase;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>Which window <c>htmit rank</c> asks for.</summary>
public sealed class RankCommandTests : CommandFixture
{
    private RankMetricsRequest? _asked;

    [Test] // So that metrics whose data are of another time are seen beside what is live.
    public async Task Rank_NoWindow_EndsWithEachMetric()
    {
        await RankAsync();

        Assert.That((_asked!.WindowCase, _asked.EndingWithEachMetric.Seconds), Is.EqualTo((Window.EndingWithEachMetric, 86_400)));
    }

    [Test]
    public async Task Rank_Newest_EndsWithTheNewestOfAll()
    {
        await RankAsync("--newest", "--hours", "2");

        Assert.That((_asked!.WindowCase, _asked.EndingWithNewest.Seconds), Is.EqualTo((Window.EndingWithNewest, 7_200)));
    }

    [TestCase("2026-01-30", "2026-01-31", "--to", "2026-01-31")]
    [TestCase("2026-01-30T22:00:00Z", "2026-01-31", "--to", "2026-01-31", "--hours", "2")]
    [TestCase("2026-01-31", "2026-01-31T02:00:00Z", "--from", "2026-01-31", "--hours", "2")]
    [TestCase("2026-01-01", "2026-01-31", "--from", "2026-01-01", "--to", "2026-01-31")]
    public async Task Rank_TimeGiven_IsAnInterval(string from, string to, params string[] arguments)
    {
        await RankAsync(arguments);

        Assert.That(
            (_asked!.Interval.StartTime.ToDateTimeOffset(), _asked.Interval.EndTime.ToDateTimeOffset()),
            Is.EqualTo((Time(from), Time(to)))
        );
    }

    [Test] // the service takes whole seconds, and an hour ago never is one
    public async Task Rank_TimesAgo_AreWholeSeconds()
    {
        await RankAsync("--from", "-2h", "--to", "-1h");

        var (from, to) = (_asked!.Interval.StartTime, _asked.Interval.EndTime);
        Assert.That((from.Nanos, to.Nanos, to.Seconds - from.Seconds), Is.EqualTo((0, 0, 3_600)));
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private async Task RankAsync(params string[] arguments)
    {
        Services.On<RankMetricsRequest, RankMetricsResponse>(
            "RankMetrics",
            request =>
            {
                _asked = request;
                return new() { Ranking = new() };
            }
        );
        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, ["rank", .. arguments]);
        Assert.That(exitCode, Is.Zero, error);
    }
}
