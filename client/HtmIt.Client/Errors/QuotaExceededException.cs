namespace HtmIt.Client.Errors;

/// <summary>The server monitors as many resources as it may; nothing was created.</summary>
public sealed class QuotaExceededException(HtmItError error) : LimitReachedException(error)
{
    /// <summary>The server's edition.</summary>
    public string? Edition => Value("edition");

    /// <summary>How many resources there are.</summary>
    public int? Count => Number("count");
}
