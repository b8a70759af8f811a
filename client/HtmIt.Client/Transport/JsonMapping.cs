using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace HtmIt.Client;

/// <summary>JSON objects between program and wire.</summary>
internal static class JsonMapping
{
    public static Struct ToStruct(JsonObject json) => JsonParser.Default.Parse<Struct>(json.ToJsonString());

    public static JsonObject? ToJson(Struct? proto) =>
        proto is null ? null : (JsonObject?)JsonNode.Parse(JsonFormatter.Default.Format(proto));
}
