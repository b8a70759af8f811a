using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Data;

/// <summary>Settings of the live streams. Section <c>HtmIt:Watch</c>.</summary>
public sealed class WatchOptions
{
    public const string Section = "HtmIt:Watch";

    /// <summary>Commits that a live stream may be behind before it goes back to stored rows. Range 1 to 1,000,000. Default: 1,024.</summary>
    [Range(1, 1_000_000)]
    public int BufferedCommits { get; set; } = 1_024;

    /// <summary>Bytes of rows that a live stream may be behind before it goes back to stored rows. Streams share the rows, so all of them
    /// together hold no more. Range 65,536 to 1,073,741,824. Default: 8,388,608.</summary>
    [Range(65_536, 1_073_741_824)]
    public long BufferedBytes { get; set; } = 8_388_608;

    /// <summary>Milliseconds between two looks for commits of other servers while there are live streams. Range 50 to 60,000. Default: 300.</summary>
    [Range(50, 60_000)]
    public int OtherServersMilliseconds { get; set; } = 300;
}
