namespace HtmIt.Client;

/// <summary>Which settings to try, on what.</summary>
public sealed record SimulateDeviceOptions
{
    /// <summary>The id or name of the device whose settings hold for what <see cref="Settings"/> does not give. Default: none, a new device's
    /// defaults do.</summary>
    public string? Device { get; init; }

    /// <summary>The settings to try. Default: those of the device as they are.</summary>
    public DeviceChange Settings { get; init; } = new();

    /// <summary>Of which metrics; the device's own selectors hold too. Default: all.</summary>
    public MetricSelector Selector { get; init; } = new();

    /// <summary>First sample time. Default: seven days before the last.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Last sample time. Default: now.</summary>
    public DateTimeOffset? EndTime { get; init; }
}
