using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Datasources.Autostacks;

/// <summary>The rules that need no server: ASTK-015 to ASTK-017, ASTK-020, ASTK-021.</summary>
public sealed class AggregationTests
{
    [Test] // ASTK-015
    public void Combine_NoSeriesOrEmptyOnes_GivesNothing()
    {
        Assert.That(Aggregation.Combine("Average", []), Is.Empty);
        Assert.That(
            Aggregation.Combine(
                "Sum",
                [
                    [],
                    [],
                ]
            ),
            Is.Empty
        );
    }

    [Test] // ASTK-016
    public void Combine_AlignedSeries_TakesMeanOrSumPerTime()
    {
        Sample[] one = [new(300, 5), new(600, 7)];
        Sample[] other = [new(300, 10), new(600, 20)];
        Assert.That(Aggregation.Combine("Average", [one]), Is.EqualTo(one));
        Assert.That(Aggregation.Combine("Sum", [one]), Is.EqualTo(one));
        Assert.That(Aggregation.Combine("Average", [one, other]), Is.EqualTo(new Sample[] { new(300, 7.5), new(600, 13.5) }));
        Assert.That(Aggregation.Combine("Sum", [one, other]), Is.EqualTo(new Sample[] { new(300, 15), new(600, 27) }));
    }

    [Test]
    public void Combine_ValuesAtTheEndOfTheNumbers_GivesNoInfinity()
    {
        Sample[] one = [new(300, double.MaxValue), new(600, 1)];
        Sample[] other = [new(300, double.MaxValue / 2), new(600, 2)];
        var mean = Aggregation.Combine("Average", [one, other]);
        Assert.That(mean.Select(sample => sample.Value), Is.EqualTo(new[] { double.MaxValue * 0.75, 1.5 }).Within(1).Ulps);
        Assert.That(Aggregation.Combine("Sum", [one, other]), Is.EqualTo(new Sample[] { new(600, 3) }), "a sum that is no number");
    }

    [Test] // ASTK-017
    public void Combine_MisalignedSeries_GivesEachTimeItsOwnSample()
    {
        Sample[] one = [new(300, 1), new(900, 3)];
        Sample[] other = [new(301, 10), new(900, 5)];
        Sample[] expected = [new(300, 1), new(301, 10), new(900, 4)];
        Assert.That(Aggregation.Combine("Average", [other, one, []]), Is.EqualTo(expected));
    }

    [TestCase(0)]
    [TestCase(3)] // ASTK-020
    public void Count_AnyNumber_IsASampleOfTheMinute(int members)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        Assert.That(Aggregation.Count(now, members), Is.EqualTo(new Sample(1_699_999_980, members)));
    }

    [TestCase("web*", "web1", true)]
    [TestCase("web*", "web", true)]
    [TestCase("web*", "my web", false)]
    [TestCase("web*", "Web1", false)]
    [TestCase("web", "web1", false)]
    [TestCase("www?", "www1", true)]
    [TestCase("www?", "www", false)]
    [TestCase("www?", "www12", false)]
    [TestCase("*a*b", "xaybazb", true)]
    [TestCase("*a*b", "xaybazc", false)]
    [TestCase("**", "", true)]
    [TestCase("", "", true)]
    [TestCase("", "x", false)]
    [TestCase(@"\*", "*", true)]
    [TestCase(@"\*", "x", false)]
    [TestCase(@"\?\\", @"?\", true)]
    [TestCase("a*z", "a\nz", true)]
    [TestCase("a?z", "a\nz", true)]
    [TestCase("?", "😀", true)] // ASTK-021
    public void Matches_PatternAndValue_FollowsTheRules(string pattern, string value, bool expected) =>
        Assert.That(TextPattern.Parse(pattern).Matches(value), Is.EqualTo(expected));

    [TestCase(@"web\")]
    [TestCase(@"w\eb")] // ASTK-021
    public void Parse_BackslashBeforeNothingSpecial_IsRefused(string pattern)
    {
        Assert.That(() => TextPattern.Parse(pattern), Throws.TypeOf<FormatException>());
        Assert.That(TextPattern.TryParse(pattern, out _), Is.False);
    }

    [Test] // ASTK-021: alternatives of one tag, all of several
    public void Matches_SeveralFilters_NeedsOneValueOfEach()
    {
        var filters = new Dictionary<string, IReadOnlyList<string>> { ["tag:Name"] = ["web*", "www?"], ["tag:Env"] = ["prod"] };
        Assert.That(Match(("Name", "web1"), ("Env", "prod")), Is.True);
        Assert.That(Match(("Name", "www1"), ("Env", "prod"), ("Other", "x")), Is.True);
        Assert.That(Match(("Name", "db1"), ("Env", "prod")), Is.False);
        Assert.That(Match(("Name", "web1"), ("Env", "test")), Is.False);
        Assert.That(Match(("Name", "web1")), Is.False);

        bool Match(params (string Key, string Value)[] tags) =>
            TagFilter.Matches(filters, tags.ToDictionary(tag => tag.Key, tag => tag.Value));
    }

    [Test] // ASTK-021: a pattern made to be slow is not
    public void Matches_ManyRuns_TakesNoTimeToSpeakOf()
    {
        var filter = TextPattern.Parse(string.Concat(Enumerable.Repeat("a*", 100)) + "b");
        Assert.That(filter.Matches(new string('a', 20_000)), Is.False);
    }
}
