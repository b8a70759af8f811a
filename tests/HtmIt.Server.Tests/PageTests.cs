using HtmIt.Core.Errors;
using HtmIt.Server.Mapping;
using NUnit.Framework;

namespace HtmIt.Server.Tests;

public sealed class PageTests
{
    [TestCase(0, ExpectedResult = PageSize.Default)]
    [TestCase(7, ExpectedResult = 7)]
    [TestCase(PageSize.Max + 1, ExpectedResult = PageSize.Max)]
    public int Size_Given_IsThatOrTheDefaultOrTheMost(int given) => new Page<string>(given, "", "things").Size;

    [Test]
    public void Size_Negative_IsRefused()
    {
        var refusal = Assert.Throws<DomainException>(() => _ = new Page<string>(-1, "", "things"));

        Assert.That(refusal.Violations.Single().Field, Is.EqualTo("page_size"));
    }

    [TestCase(3, ExpectedResult = "10 20, then after 20")]
    [TestCase(2, ExpectedResult = "10 20, then none")] // A full page may be the last one.
    [TestCase(1, ExpectedResult = "10, then none")]
    public async Task<string> TakeAsync_AStoreOfSome_AsksForOneMore(int stored)
    {
        var page = new Page<long?>(2, "", "things");

        var (items, next) = await page.TakeAsync<long?>(
            (after, limit) =>
                Task.FromResult<IReadOnlyList<long?>>([
                    .. new long?[] { 10, 20, 30 }
                        .Take(stored)
                        .Take(limit),
                ]),
            item => item
        );

        var then = next.Length == 0 ? "none" : $"after {new Page<long?>(2, next, "things").After}";
        return $"{string.Join(' ', items)}, then {then}";
    }

    [Test]
    public void After_TokenOfAnotherList_IsRefused()
    {
        var token = new Page<string>(1, "", "things of a").Next("x");

        var refusal = Assert.Throws<DomainException>(() => _ = new Page<string>(1, token, "things of b"));

        Assert.That(refusal.Reason, Is.EqualTo(ErrorReason.PageTokenMismatch));
    }

    [TestCase(2, ExpectedResult = "a b, then none")]
    [TestCase(1, ExpectedResult = "a, then after a")]
    public async Task<string> TakeAsync_TwoItems_TellsWhetherThereIsMore(int size)
    {
        var page = new Page<string>(size, "", "things");

        var (items, next) = await page.TakeAsync(new[] { "a", "b" }.ToAsyncEnumerable(), item => item, CancellationToken.None);

        var then = next.Length == 0 ? "none" : $"after {new Page<string>(size, next, "things").After}";
        return $"{string.Join(' ', items)}, then {then}";
    }
}
