using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Watch;

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

    /// <summary>Bytes of rows that all streams together may have in hand for readers that do not take them; beyond it the readers that have
    /// been stuck longest are ended before their time. Range 1,048,576 to 17,179,869,184. Default: 134,217,728.</summary>
    [Range(1_048_576, 17_179_869_184)]
    public long MaxUnreadBytes { get; set; } = 134_217_728;

    /// <summary>Seconds that a reader may leave a message unread before its stream is ended. Range 1 to 86,400. Default: 300.</summary>
    [Range(1, 86_400)]
    public int StuckSeconds { get; set; } = 300;

    /// <summary>Milliseconds between two looks for commits of other servers while there are live streams. Range 50 to 60,000. Default: 300.</summary>
    [Range(50, 60_000)]
    public int OtherServersMilliseconds { get; set; } = 300;
}
