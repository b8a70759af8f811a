namespace HtmIt.Core.Retention;

/// <summary>Data beside the samples that is kept as long as they are. Every registered one takes part in each run.</summary>
public interface IExpiringData
{
    /// <summary>Removes what is older than a time, in pieces that hold nobody up. Returns how much that was.</summary>
    Task<long> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);
}
