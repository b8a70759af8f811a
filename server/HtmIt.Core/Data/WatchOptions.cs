using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Data;

/// <summary>Settings of the live streams. Section <c>HtmIt:Watch</c>.</summary>
public sealed class WatchOptions
{
    public const string Section = "HtmIt:Watch";

    /// <summary>Commits that a live stream may be behind before it goes back to stored rows. They share the rows, so a place costs a
    /// reference. Range 1 to 1,000,000. Default: 1,024.</summary>
    [Range(1, 1_000_000)]
    public int BufferedCommits { get; set; } = 1_024;
}
