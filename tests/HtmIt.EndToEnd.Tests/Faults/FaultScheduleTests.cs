using HtmIt.Faults.Injection;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.Faults;

/// <summary>A seed stands for one order of faults.</summary>
public sealed class FaultScheduleTests
{
    private const int ManyRounds = 40;

    [Test]
    public void Next_SameSeed_GivesTheSameFaults()
    {
        var first = Names(seed: 7);

        Assert.That(Names(seed: 7), Is.EqualTo(first));
    }

    [Test]
    public void Next_OtherSeed_GivesAnotherOrder() => Assert.That(Names(seed: 7), Is.Not.EqualTo(Names(seed: 8)));

    [Test]
    public void Next_SomeKindsChosen_EachComesBeforeAnyComesAgain()
    {
        var names = Names(seed: 1, "terminate", "crash");

        Assert.That(names.Chunk(2), Is.All.EquivalentTo(new[] { "crash", "terminate" }));
    }

    [Test]
    public void Constructor_UnknownKind_IsRefusedByName() =>
        Assert.That(() => new FaultSchedule(1, ["flood"]), Throws.ArgumentException.With.Message.Contains("flood"));

    private static string[] Names(int seed, params string[] kinds)
    {
        var schedule = new FaultSchedule(seed, kinds);
        return [.. Enumerable.Range(0, ManyRounds).Select(_ => schedule.Next().Name)];
    }
}
