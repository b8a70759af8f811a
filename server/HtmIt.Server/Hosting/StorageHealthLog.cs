namespace HtmIt.Server.Hosting;

/// <summary>Says when the health changes, not each time that somebody asks.</summary>
internal sealed partial class StorageHealthLog(ILogger<StorageHealthLog> logger)
{
    private int _isSick;

    public void Note(string? fault)
    {
        var isSick = fault is null ? 0 : 1;
        if (Interlocked.Exchange(ref _isSick, isSick) == isSick)
        {
            return;
        }
        if (fault is null)
        {
            Log.Well(logger);
        }
        else
        {
            Log.Sick(logger, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4011, LogLevel.Warning, "Not serving: {Fault}")]
        public static partial void Sick(ILogger logger, string fault);

        [LoggerMessage(4012, LogLevel.Information, "Serving again")]
        public static partial void Well(ILogger logger);
    }
}
