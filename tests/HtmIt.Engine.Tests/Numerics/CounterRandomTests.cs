using HtmIt.Engine.Numerics;

namespace HtmIt.Engine.Tests.Numerics;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class CounterRandomTests
{
    [Test]
    public void Next_Bound_IsEvenlySpread()
    {
        var random = new CounterRandom(1, RandomPurpose.NewSynapse, 2);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[random.Next(7)]++;
        }

        Assert.That(counts, Is.All.InRange(9_600, 10_400));
    }

    [Test]
    public void Next_OtherSeedPurposeOrCounter_GivesOtherNumbers()
    {
        ulong[] first =
        [
            new CounterRandom(1, RandomPurpose.NewSynapse, 2).Next(),
            new CounterRandom(2, RandomPurpose.NewSynapse, 2).Next(),
            new CounterRandom(1, RandomPurpose.WinnerCell, 2).Next(),
            new CounterRandom(1, RandomPurpose.NewSynapse, 3).Next(),
        ];

        Assert.That(first, Is.Unique);
    }
}
