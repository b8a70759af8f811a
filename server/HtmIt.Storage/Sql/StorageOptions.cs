using System.ComponentModel.DataAnnotations;

namespace HtmIt.Storage.Sql;

/// <summary>Settings of the store. Section <c>HtmIt:Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "HtmIt:Storage";

    /// <summary>How many rows one transaction takes at most. Range 1 to 20,000. Default: 20,000.</summary>
    [Range(1, 20_000)]
    public int MaxRowsPerCommit { get; set; } = 20_000;

    /// <summary>How many writes may wait for the writer before callers are held back. Range 1 to 100,000. Default: 1,024.</summary>
    [Range(1, 100_000)]
    public int MaxQueuedWrites { get; set; } = 1_024;

    /// <summary>How long a write is tried again when the database is away, in seconds. Range 1 to 50. Default: 20.</summary>
    [Range(1, 50)]
    public int WriteRetrySeconds { get; set; } = 20;

    /// <summary>How long other transactions are tried again after a transient fault, in seconds. Range 1 to 50. Default: 10.</summary>
    [Range(1, 50)]
    public int RetrySeconds { get; set; } = 10;

    /// <summary>Days for which each commit of rows is noted by its token, so that a watch that goes on after one is known to stand in this
    /// database's history. Range 1 to 365. Default: 7.</summary>
    [Range(1, 365)]
    public int CommitLogDays { get; set; } = 7;

    /// <summary>Whether a database that may lose committed samples (<c>fsync = off</c>) is used all the same. Default: false.</summary>
    public bool AllowUnsafeDatabase { get; set; }
}
