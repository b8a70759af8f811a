using HtmIt.Core.Metrics;

namespace HtmIt.Core.Collecting;

/// <summary>A metric that is collected.</summary>
public interface ICollected
{
    Metric Metric { get; }

    /// <summary>Not to be asked for before this time, in seconds since 1970.</summary>
    long DueAt { get; }

    /// <summary>What has become of it since the shard began. May be read at any time.</summary>
    CollectProgress Progress { get; set; }

    /// <summary>Takes over what the store knows now.</summary>
    void Refresh(Metric metric);

    /// <summary>It could not be collected: it is asked again from the same place, but not before this time.</summary>
    void Postpone(long until);

    /// <summary>Takes over what has been noted about it.</summary>
    void Note(CollectorError? error);
}
