using HtmIt.Grains;
using NUnit.Framework;

namespace HtmIt.Grains.Tests;

/// <summary>When memory that models have left is collected.</summary>
public sealed class TrimRuleTests
{
    [TestCase(0, 0, ExpectedResult = "None")]
    [TestCase(99, 0, ExpectedResult = "None")]
    [TestCase(100, 0, ExpectedResult = "Compact")]
    [TestCase(10_000, 10_000, ExpectedResult = "Compact")]
    [TestCase(9_999, 10_000, ExpectedResult = "Collect")]
    [TestCase(1_250, 10_000, ExpectedResult = "Collect")]
    [TestCase(1_249, 10_000, ExpectedResult = "None")]
    public string Decide_Once_WeighsWhatHasLeftAgainstWhatStays(int left, int loaded) => new TrimRule().Decide(left, loaded).ToString();

    [Test]
    public void Decide_ModelsLeaveBitByBit_CompactsAFewTimesAndAtTheEnd()
    {
        var rule = new TrimRule();
        var trims = new List<string>();
        for (var loaded = 19_000; loaded >= 0; loaded -= 1_000)
        {
            trims.Add(rule.Decide(1_000, loaded).ToString());
        }

        Assert.That(trims[^1], Is.EqualTo("Compact"));
        Assert.That(trims.Count(one => one == "Compact"), Is.LessThanOrEqualTo(6));
    }

    [Test] // what left before counts
    public void Decide_FewAtATime_AddsThemUp()
    {
        var rule = new TrimRule();

        Assert.That(
            Enumerable.Range(0, 4).Select(_ => rule.Decide(25, 0).ToString()),
            Is.EqualTo(new[] { "None", "None", "None", "Compact" })
        );
    }
}
