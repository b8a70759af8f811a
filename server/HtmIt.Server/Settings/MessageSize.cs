namespace HtmIt.Server.Settings;

/// <summary>How large a message may be.</summary>
internal static class MessageSize
{
    /// <summary>Messages larger than this are refused. A full batch of 10,000 samples takes about 300 KB.</summary>
    public const int Max = 4 * 1024 * 1024;
}
