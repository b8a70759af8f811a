using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Storage.Schema.Rows;

namespace HtmIt.Storage.Metrics;

/// <summary>Turns table rows into domain records and back.</summary>
internal sealed class MetricRowMapping(DatasourceRegistry datasources, ModelSpecJson specs)
{
    private const string NoLabels = "{}";

    private static readonly JsonSerializerOptions GivenOnly = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public Metric ToMetric(MetricRow row) =>
        new()
        {
            Id = new(row.Id),
            Number = row.Number,
            Datasource = datasources[row.Datasource],
            Name = row.Name,
            Labels = ToLabels(row.Labels),
            Description = row.Description,
            Resource = row.Resource,
            ResourceId = new(row.ResourceId),
            Unit = row.Unit,
            UserInfo = row.UserInfo is { } userInfo ? JsonNode.Parse(userInfo)!.AsObject() : null,
            Region = row.Region,
            TagName = row.TagName,
            Status = (MetricStatus)row.Status,
            StatusMessage = row.StatusMessage,
            PollInterval = TimeSpan.FromSeconds(row.PollIntervalSeconds),
            Spec = row.Parameters is { } spec ? specs.Read(spec) : null,
            IsAutomatic = row.Automatic,
            Definition = row.ModelParams is { } definition ? JsonSerializer.Deserialize<ModelDefinition>(definition) : null,
            Generation = row.Generation,
            Clearing = row.Clearing,
            LastRowId = row.Head.LastRowId,
            LastSampleTime = row.Head.LastSampleTime,
            NextCollectTime = row.Head.NextCollectTime,
            CollectorError = row.CollectorErrorSince is { } since ? new(since, row.CollectorErrorMessage ?? "") : null,
            Autostack = row.AutostackId is { } autostack ? new(autostack) : null,
            ModelCreateTime = row.ModelCreateTime,
            CreateTime = row.CreateTime,
            UpdateTime = row.UpdateTime,
            Etag = $"{row.Version:x}",
        };

    public static MetricKey ToKey(string name, string labels) => new(name, ToLabels(labels));

    public static string WriteLabels(MetricLabels labels) => labels.Count == 0 ? NoLabels : labels.ToJson().ToJsonString();

    public static MetricLabels ToLabels(string labels) =>
        labels == NoLabels ? MetricLabels.None : MetricLabels.FromJson(JsonNode.Parse(labels)!.AsObject());

    public static string? WriteDefinition(ModelDefinition? definition) =>
        definition is null ? null : JsonSerializer.Serialize(definition, GivenOnly);
}
