using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Ingest;

/// <summary>Settings of what comes in. Section <c>HtmIt:Ingest</c>.</summary>
public sealed class IngestOptions
{
    public const string Section = "HtmIt:Ingest";

    /// <summary>How far in the future a sample's time may lie, in seconds. Range 0 to 86,400. Default: 3,600.</summary>
    [Range(0, 86_400)]
    public int MaxFutureSeconds { get; set; } = 3_600;

    /// <summary>Samples in one batch at most. Range 1 to 100,000. Default: 10,000.</summary>
    [Range(1, 100_000)]
    public int MaxBatchSamples { get; set; } = 10_000;

    /// <summary>Series in one batch at most, those without samples too. Range 1 to 100,000. Default: 10,000.</summary>
    [Range(1, 100_000)]
    public int MaxBatchSeries { get; set; } = 10_000;

    /// <summary>Samples of one stream that may wait before its sender is held back; a series counts as one at least. Range 1 to
    /// 10,000,000. Default: 50,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxPendingSamples { get; set; } = 50_000;

    /// <summary>Bytes of memory that samples of all senders together may take while they wait. When they do, senders are held back. Range
    /// 1,048,576 to 17,179,869,184. Default: 134,217,728.</summary>
    [Range(1_048_576, 17_179_869_184)]
    public long MaxQueuedBytes { get; set; } = 134_217_728;

    /// <summary>Seconds after which a stream is ended whose sender leaves an acknowledgement unread: until then its samples count against
    /// <see cref="MaxQueuedBytes"/>. Range 1 to 86,400. Default: 30.</summary>
    [Range(1, 86_400)]
    public int MaxUnreadSeconds { get; set; } = 30;

    /// <summary>Samples of one metric handed to its actor at once. Range 1 to 10,000. Default: 1,000.</summary>
    [Range(1, 10_000)]
    public int MaxSamplesPerTurn { get; set; } = 1_000;

    /// <summary>Graphite connections that may be open at once; further ones are closed as they come. Range 1 to 1,000,000. Default:
    /// 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxGraphiteConnections { get; set; } = 10_000;
}
