using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Data;

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

    /// <summary>Samples of one stream that may wait before its sender is held back. Range 1 to 10,000,000. Default: 50,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxPendingSamples { get; set; } = 50_000;

    /// <summary>Samples of one metric handed to its actor at once. Range 1 to 10,000. Default: 1,000.</summary>
    [Range(1, 10_000)]
    public int MaxSamplesPerTurn { get; set; } = 1_000;
}
