using HtmIt.Core.Errors;
using HtmIt.Server.Services;
using NUnit.Framework;

namespace HtmIt.Server.Tests;

public sealed class BatchTests
{
    [TestCase(0, ExpectedResult = "InvalidField things = '': must hold at least one")]
    [TestCase(3, ExpectedResult = "TooLarge things = '3': must hold at most 2")]
    public string CheckCount_NoneOrTooMany_IsRefused(int count)
    {
        var refusal = Assert.Throws<DomainException>(() => Batch.CheckCount("things", count, 2));

        return $"{refusal.Reason} {refusal.Violations.Single()}";
    }

    [Test]
    public void Read_SeveralThatAreWrong_NamesThemAllAsTheyStandInTheBatch()
    {
        var refusal = Assert.Throws<DomainException>(() => Batch.Read("things", [1, -1, 2, -2], NotNegative));

        Assert.That(refusal.Violations.Select(one => one.Field), Is.EqualTo(new[] { "things[1].size", "things[3].size" }));
    }

    [Test]
    public async Task RunAsync_OneIsRefused_DoesTheOthersInOrder()
    {
        var results = await Batch.RunAsync(
            [1, -1, 2],
            (item, i) => Task.FromResult(NotNegative(item, FieldPath.Proto("things").At(i))),
            done => $"{done} done",
            error => $"{error.Reason} {error.FieldViolations.Single().Field}"
        );

        Assert.That(results, Is.EqualTo(new[] { "1 done", "InvalidField things[1].size", "2 done" }));
    }

    [Test]
    public void RunAsync_FaultOfTheServer_EndsTheBatch()
    {
        var begun = 0;

        Assert.ThrowsAsync<InvalidOperationException>(() =>
            Batch.RunAsync<int, int, string>(
                [1, 2],
                (_, _) => ++begun > 0 ? throw new InvalidOperationException() : Task.FromResult(0),
                done => $"{done}",
                error => error.Message
            )
        );

        Assert.That(begun, Is.EqualTo(1));
    }

    private static int NotNegative(int size, FieldPath at) => size >= 0 ? size : throw at["size"].Invalid(size, "must not be negative");
}
