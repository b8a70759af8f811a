namespace HtmIt.Core.Notifications.Simulations;

/// <summary>Which stored candidates to read.</summary>
/// <param name="Score">Rows for the likelihood, changes of incidents for the severity.</param>
/// <param name="Threshold">Lowest score.</param>
/// <param name="FromTime">First sample time, in seconds of the Unix epoch.</param>
/// <param name="ToTime">Last sample time.</param>
public sealed record CandidateQuery(NotificationScore Score, double Threshold, long FromTime, long ToTime)
{
    /// <summary>Only of these metrics, by number; null for all.</summary>
    public IReadOnlyCollection<int>? Metrics { get; init; }

    /// <summary>How many to read at most.</summary>
    public required int Limit { get; init; }
}
