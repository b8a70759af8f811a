namespace HtmIt.Core.Notifications.Simulations;

/// <summary>Finds again, in stored rows and incidents, what decisions were made on.</summary>
public interface ICandidateHistory
{
    /// <summary>Candidates in the order of time.</summary>
    Task<IReadOnlyList<PastCandidate>> ReadAsync(CandidateQuery query, CancellationToken cancellationToken);
}
