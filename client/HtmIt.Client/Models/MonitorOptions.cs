namespace HtmIt.Client;

/// <summary>With which parameters metrics are monitored.</summary>
public sealed record MonitorOptions
{
    /// <summary>As <see cref="ModelSpec.Min"/>.</summary>
    public double? Min { get; init; }

    /// <summary>As <see cref="ModelSpec.Max"/>.</summary>
    public double? Max { get; init; }

    /// <summary>As <see cref="ModelSpec.MinResolution"/>.</summary>
    public double? MinResolution { get; init; }

    /// <summary>How many to monitor in one call. 0 leaves it to the server. Does not limit how many are monitored.</summary>
    public int PageSize { get; init; }
}
