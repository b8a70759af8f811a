using System.Text.Json.Nodes;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Metrics;

/// <summary>One time series, monitored or not, with the definition of its model.</summary>
public sealed record Metric
{
    public required MetricId Id { get; init; }

    /// <summary>Short key of its rows in storage; never shown to clients.</summary>
    public required int Number { get; init; }

    public required Datasource Datasource { get; init; }

    public required string Name { get; init; }

    /// <summary>What else makes it this metric, if it takes samples; of a collected one they only say where it comes from.</summary>
    public MetricLabels Labels { get; init; } = MetricLabels.None;

    public required string Description { get; init; }

    public required string Resource { get; init; }

    /// <summary>The same together with the account it is collected with.</summary>
    public ResourceId ResourceId { get; init; }

    /// <summary>Unit of the values; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Anything the customer wants to find again; null for nothing.</summary>
    public JsonObject? UserInfo { get; init; }

    public string Region { get; init; } = "";

    public string TagName { get; init; } = "";

    public MetricStatus Status { get; init; }

    public string StatusMessage { get; init; } = "";

    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The spec it is monitored with; null exactly when it is not monitored.</summary>
    public ModelSpec? Spec { get; init; }

    /// <summary>Whether it is monitored, or waits to be, because samples of it came, and nobody has said how.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>What the model was made from; null until it starts.</summary>
    public ModelDefinition? Definition { get; init; }

    /// <summary>Counts how often the metric was monitored or unmonitored: what belongs to another generation is void.</summary>
    public int Generation { get; init; }

    /// <summary>Scores of an ended model are still being taken off the rows.</summary>
    public bool Clearing { get; init; }

    public long LastRowId { get; init; }

    public DateTimeOffset? LastSampleTime { get; init; }

    /// <summary>Start of the next collection window of a polled metric.</summary>
    public DateTimeOffset? NextCollectTime { get; init; }

    /// <summary>Collecting fails since a while, and why. Null while all is well.</summary>
    public CollectorError? CollectorError { get; init; }

    public AutostackId? Autostack { get; init; }

    public DateTimeOffset? ModelCreateTime { get; init; }

    public DateTimeOffset CreateTime { get; init; }

    public DateTimeOffset UpdateTime { get; init; }

    /// <summary>Version of the definition, opaque.</summary>
    public string Etag { get; init; } = "";

    public MetricKey Key => Datasource.TakesSamples ? new(Name, Labels) : new(Name);

    public MetricDetails Details =>
        new()
        {
            Unit = Unit,
            Description = Description,
            Resource = Resource,
            UserInfo = UserInfo,
        };

    public string DisplayName => Display(TagName, Resource);

    public bool IsMonitored => Status != MetricStatus.Unmonitored;

    /// <summary>How the thing measured is called for people, everywhere.</summary>
    public static string Display(string tagName, string resource) => tagName.Length > 0 ? $"{tagName} ({resource})" : resource;
}
