using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Surprise;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ClippedMeanTests
{
    [TestCase(3)]
    [TestCase(500)]
    public void Add_OneAbsurdNumber_MovesTheMeanLittle(int row)
    {
        var mean = new ClippedMean(300, 8);
        for (var i = 0; i < 600; i++)
        {
            mean.Add(i == row ? 1e18 : 1 + (i % 2));
        }

        Assert.That(mean.Value, Is.EqualTo(1.5).Within(0.1));
    }

    [Test]
    public void Add_ZerosFirst_DoNotHoldTheMeanAtZero()
    {
        var mean = new ClippedMean(300, 8);
        for (var i = 0; i < 1000; i++)
        {
            mean.Add(0);
        }

        mean.Add(4);

        Assert.That(mean.Value, Is.EqualTo(4));
    }

    [Test]
    public void Add_LargerForGood_StartsAnew()
    {
        var mean = new ClippedMean(3000, 8);
        for (var i = 0; i < 5000; i++)
        {
            mean.Add(1);
        }

        for (var i = 0; i < 60; i++)
        {
            mean.Add(1e9);
        }

        Assert.That(mean.Value, Is.EqualTo(1e9).Within(1).Percent);
    }
}
