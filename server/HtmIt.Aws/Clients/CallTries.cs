namespace HtmIt.Aws.Clients;

/// <summary>What became of the tries of several calls.</summary>
internal sealed class CallTries
{
    /// <summary>Those that were turned away as too many.</summary>
    public int Throttled { get; set; }
}
