using HtmIt.Faults.Watches;

namespace HtmIt.Faults.Histories;

/// <summary>All that senders and watches experienced up to some moment.</summary>
internal sealed record Record
{
    public IReadOnlyList<SentSample> Sent { get; init; } = [];

    public IReadOnlyList<Acknowledgement> Acknowledged { get; init; } = [];

    public IReadOnlyList<Refusal> Refused { get; init; } = [];

    public IReadOnlyList<ToldRow> Told { get; init; } = [];

    public IReadOnlyList<RefusedPosition> RefusedPositions { get; init; } = [];

    /// <summary>The watches that ought to have seen every row of their metrics.</summary>
    public IReadOnlyList<WatchKind> Watches { get; init; } = [];
}
