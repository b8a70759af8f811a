using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Diagnostics;

/// <summary>Where feedback archives go. Section <c>HtmIt:Feedback</c>.</summary>
public sealed class FeedbackOptions
{
    public const string Section = "HtmIt:Feedback";

    /// <summary>A folder for the archives. Default: <c>feedback</c> in the server's data folder.</summary>
    public string? Folder { get; set; }

    /// <summary>An S3 bucket for the archives, instead of a folder. Default: none.</summary>
    public string? Bucket { get; set; }

    /// <summary>Account of the bucket, one of <c>HtmIt:Aws:Accounts</c>. Default: the default credentials of the process.</summary>
    public string? Account { get; set; }

    /// <summary>Region of the bucket. Default: <c>HtmIt:Aws:DefaultRegion</c>.</summary>
    public string? Region { get; set; }

    /// <summary>Archives made at the same time; others wait. Range 1 to 100. Default: 2.</summary>
    [Range(1, 100)]
    public int MaxConcurrent { get; set; } = 2;
}
