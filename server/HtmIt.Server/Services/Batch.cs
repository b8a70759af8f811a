using HtmIt.Core.Errors;
using HtmIt.Server.Interceptors;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Many requests in one, each done for itself, in order: one that is refused does not keep the others from it. What is wrong with the form of any refuses
/// all of them before anything is done, but where they may be of another making than the caller's.</summary>
internal static class Batch
{
    /// <summary>So that one batch leaves connections of the pool to others.</summary>
    private const int ItemsAtATime = 8;

    /// <summary>Refuses lists that are empty or too long.</summary>
    public static void CheckCount(string field, int count, int max)
    {
        if (count == 0)
        {
            throw DomainErrors.InvalidField(field, "", "must hold at least one");
        }
        CheckLength(field, count, max);
    }

    /// <summary>Refuses lists that are too long.</summary>
    public static void CheckLength(string field, int count, int max)
    {
        if (count > max)
        {
            throw DomainErrors.TooLarge(field, count, $"must hold at most {max}");
        }
    }

    /// <summary>Reads all items.</summary>
    /// <param name="field">Where the items stand.</param>
    /// <param name="requests">The items.</param>
    /// <param name="read">Reads one, which stands at the place given.</param>
    /// <exception cref="DomainException">InvalidField, with what is wrong with any of them.</exception>
    public static IReadOnlyList<TItem> Read<TRequest, TItem>(
        string field,
        IEnumerable<TRequest> requests,
        Func<TRequest, FieldPath, TItem> read
    )
    {
        var list = FieldPath.Proto(field);
        var items = new List<TItem>();
        var violations = new List<FieldViolation>();
        foreach (var (i, request) in requests.Index())
        {
            try
            {
                items.Add(read(request, list.At(i)));
            }
            catch (DomainException refusal) when (refusal.Violations.Count > 0)
            {
                violations.AddRange(refusal.Violations);
            }
        }
        return violations.Count == 0 ? items : throw DomainErrors.InvalidFields(violations);
    }

    /// <summary>Reads all items, and does the work for those together whose form is right; the others are refused one by one.</summary>
    /// <param name="requests">The items.</param>
    /// <param name="read">Reads one, whose fields are named from itself on.</param>
    /// <param name="work">Does them; answers with an outcome for each, in order.</param>
    /// <param name="done">What is answered for an outcome.</param>
    /// <param name="refused">What is answered for one whose form is wrong.</param>
    public static async Task<IReadOnlyList<TResult>> RunTogetherAsync<TRequest, TItem, TOutcome, TResult>(
        IEnumerable<TRequest> requests,
        Func<TRequest, FieldPath, TItem> read,
        Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TOutcome>>> work,
        Func<TOutcome, Task<TResult>> done,
        Func<ItemError, TResult> refused
    )
        where TResult : class
    {
        var (items, results) = (new List<TItem>(), new List<TResult?>());
        foreach (var request in requests)
        {
            try
            {
                items.Add(read(request, FieldPath.Proto("")));
                results.Add(null);
            }
            catch (DomainException refusal) when (refusal.Violations.Count > 0)
            {
                results.Add(refused(ItemErrors.ToProto(refusal)));
            }
        }
        using var outcomes = (items.Count == 0 ? [] : await work(items)).GetEnumerator();
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i] is null && outcomes.MoveNext())
            {
                results[i] = await done(outcomes.Current);
            }
        }
        return results!;
    }

    /// <summary>Does the work for each item.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">Does one; the number is its place in the batch. Faults of the server end the batch as they end any call.</param>
    /// <param name="done">What is answered for an item that was done.</param>
    /// <param name="refused">What is answered for one that was refused.</param>
    public static async Task<IReadOnlyList<TResult>> RunAsync<TItem, TResponse, TResult>(
        IEnumerable<TItem> items,
        Func<TItem, int, Task<TResponse>> work,
        Func<TResponse, TResult> done,
        Func<ItemError, TResult> refused
    )
    {
        var results = new List<TResult>();
        foreach (var (i, item) in items.Index())
        {
            var (response, error) = await ItemErrors.CatchAsync(() => work(item, i));
            results.Add(error is null ? done(response!) : refused(error));
        }
        return results;
    }

    /// <summary>The same with some items at a time, for work that waits for the database more than it does anything. An item that comes twice is
    /// done one time after the other.</summary>
    public static async Task<IReadOnlyList<TResult>> RunSideBySideAsync<TItem, TResponse, TResult>(
        IReadOnlyList<TItem> items,
        Func<TItem, Task<TResponse>> work,
        Func<TResponse, TResult> done,
        Func<ItemError, TResult> refused
    )
        where TItem : notnull
    {
        var results = new TResult[items.Count];
        await Parallel.ForEachAsync(
            items.Index().GroupBy(one => one.Item),
            new ParallelOptions { MaxDegreeOfParallelism = ItemsAtATime },
            async (same, _) =>
            {
                foreach (var (i, item) in same)
                {
                    var (response, error) = await ItemErrors.CatchAsync(() => work(item));
                    results[i] = error is null ? done(response!) : refused(error);
                }
            }
        );
        return results;
    }
}
