using HtmIt.Core.Aws;

namespace HtmIt.Core.Collecting;

/// <summary>What became of a call of GetMetricData.</summary>
public abstract record CallOutcome
{
    private CallOutcome() { }

    /// <summary>How many tries were turned away as too many.</summary>
    public int Throttled { get; init; }

    /// <param name="Results">One for each series, in their order; each may have failed alone.</param>
    public sealed record Answered(IReadOnlyList<QueryResult> Results) : CallOutcome;

    /// <param name="IsRefused">Asking again does not help: it is the one series that was asked for.</param>
    public sealed record Failed(string Message, bool IsRefused) : CallOutcome;

    /// <summary>It was turned away as too many: there will be no other for a while.</summary>
    public sealed record TurnedAway(string Message) : CallOutcome;

    /// <summary>It was not made, because an earlier one was turned away, or because the round goes by a wrong time.</summary>
    public sealed record NotMade : CallOutcome;

    /// <summary>It was made, and its answer shows that AWS has another time than the round goes by: it says nothing, and the next round asks again.
    /// </summary>
    public sealed record Untimely : CallOutcome;
}
