namespace HtmIt.Client;

/// <summary>What a session did so far.</summary>
/// <param name="WrittenCount">Samples that were written to the session.</param>
/// <param name="StoredCount">Samples that the server stored.</param>
/// <param name="AlreadyStoredCount">Samples that were stored already.</param>
/// <param name="RefusedCount">Samples that the server refused, one by one or with their batch.</param>
/// <param name="ReconnectCount">How often the session had to connect again: a connection broke, or could not be made.</param>
public sealed record IngestStatistics(long WrittenCount, long StoredCount, long AlreadyStoredCount, long RefusedCount, int ReconnectCount)
{
    /// <summary>Samples whose fate is known.</summary>
    public long AcknowledgedCount => StoredCount + AlreadyStoredCount + RefusedCount;
}
