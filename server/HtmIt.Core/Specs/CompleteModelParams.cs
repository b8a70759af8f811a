using System.Text.Json.Nodes;

namespace HtmIt.Core.Specs;

/// <summary>Parameters of the whole network in the original's layout.</summary>
public sealed record CompleteModelParams(
    JsonObject ModelConfig,
    JsonObject InferenceArgs,
    string TimestampFieldName,
    string ValueFieldName
);
