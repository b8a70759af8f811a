using System.Text.Json.Nodes;

namespace HtmIt.Client;

/// <summary>What to monitor and with which parameters.</summary>
/// <param name="Target">The custom metric, by its own name (created when unknown) or by its resource name; nothing for a metric of another
/// datasource.</param>
public sealed record ModelSpec(MetricTarget Target)
{
    /// <summary>Describes a metric of Amazon CloudWatch.</summary>
    public ModelSpec(CloudWatchMetric cloudWatch)
        : this(default(MetricTarget)) => CloudWatch = cloudWatch ?? throw new ArgumentNullException(nameof(cloudWatch));

    /// <summary>Describes a metric of an autostack.</summary>
    public ModelSpec(AutostackMetricSpec autostack)
        : this(default(MetricTarget)) => Autostack = autostack ?? throw new ArgumentNullException(nameof(autostack));

    /// <summary>The CloudWatch metric; absent for others.</summary>
    public CloudWatchMetric? CloudWatch { get; }

    /// <summary>The autostack metric; absent for others.</summary>
    public AutostackMetricSpec? Autostack { get; }

    /// <summary>Unit of the values, for people. Default: none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The thing measured, e.g. a host; groups metrics into instances. Default: the metric's own name.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Anything the customer wants to find again with each result. Default: nothing.</summary>
    public JsonObject? UserInfo { get; init; }

    /// <summary>Smallest expected value. Given together with <see cref="Max"/> or not at all; then the first 288 samples decide.</summary>
    public double? Min { get; init; }

    /// <summary>Largest expected value.</summary>
    public double? Max { get; init; }

    /// <summary>Lower bound of the encoder's resolution, in units of the value. Default: 0.001.</summary>
    public double? MinResolution { get; init; }
}
