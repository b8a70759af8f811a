using System.Collections.ObjectModel;
using System.Text.Json.Nodes;

namespace HtmIt.Client;

/// <summary>One time series, monitored or not.</summary>
/// <param name="Name">Name, made by the server; opaque.</param>
/// <param name="MetricName">The metric's own name: the one in its key, if it is a custom metric.</param>
public sealed record Metric(string Name, string MetricName)
{
    internal static readonly IReadOnlyDictionary<string, string> NoLabels = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Its labels. Those of a custom metric are part of its key; those of a metric from AWS are read-only and say where it comes from:
    /// <c>aws.region</c>, <c>aws.namespace</c>, <c>aws.account</c>, its dimensions, and <c>autostack</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = NoLabels;

    /// <summary>Its own name and, of a custom metric, its labels. Its text is how people call a custom metric.</summary>
    public MetricKey Key => new(MetricName, Datasource is Datasource.CloudWatch or Datasource.Autostack ? null : Labels);

    /// <summary>Name of its model, whether it is monitored or not. Empty with a server that does not say.</summary>
    public string Model { get; init; } = "";

    /// <summary>Where its samples come from.</summary>
    public Datasource Datasource { get; init; }

    /// <summary>A sentence about it, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>The thing measured; groups metrics into resources.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Name of its resource, as in <see cref="Client.Resource.Name"/>.</summary>
    public string ResourceName { get; init; } = "";

    /// <summary>Unit of the values of a custom metric, for people; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Whatever was to be found again with a custom metric; null for nothing.</summary>
    public JsonObject? UserInfo { get; init; }

    /// <summary>AWS region; empty for custom metrics.</summary>
    public string Region { get; init; } = "";

    /// <summary>Friendly name of the thing measured; empty if it has none.</summary>
    public string TagName { get; init; } = "";

    /// <summary>The tag name and the resource, or the resource alone.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Whether it has a model.</summary>
    public MetricStatus Status { get; init; }

    /// <summary>Why it is in <see cref="MetricStatus.Error"/>; empty otherwise.</summary>
    public string StatusMessage { get; init; } = "";

    /// <summary>Nominal distance of its samples; absent when not given.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>Number of the newest stored sample, counted from 1; 0 when there is none.</summary>
    public long LastRowId { get; init; }

    /// <summary>Time of the newest stored sample, in UTC; absent when there is none.</summary>
    public DateTimeOffset? LastSampleTime { get; init; }

    /// <summary>Start of the next collection window of a polled metric.</summary>
    public DateTimeOffset? NextCollectTime { get; init; }

    /// <summary>How collecting it goes, as metrics and models have it that are got or listed; null when it is not collected from AWS.</summary>
    public CollectState? Collecting { get; init; }

    /// <summary>When the metric was created, in UTC.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When its definition or status last changed, in UTC.</summary>
    public DateTimeOffset? UpdateTime { get; init; }

    /// <summary>Version of the definition; opaque.</summary>
    public string Etag { get; init; } = "";
}
