using System.Text.Json.Nodes;

namespace HtmIt.Client;

/// <summary>A custom metric to be created, with what is to be said about it.</summary>
/// <param name="Key">Its own name and its labels; a string is the name of one without labels.</param>
public sealed record NewMetric(MetricKey Key)
{
    /// <summary>Unit of the values, for people. Default: none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>A sentence about it, for people. Default: "Custom metric" and its key.</summary>
    public string Description { get; init; } = "";

    /// <summary>The thing measured, e.g. a host; groups metrics into resources. Default: what its key says.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Anything to be found again with the metric. Default: nothing.</summary>
    public JsonObject? UserInfo { get; init; }

    /// <summary>Whether to monitor it too, with the usual parameters. Default: false.</summary>
    public bool Monitor { get; init; }
}
