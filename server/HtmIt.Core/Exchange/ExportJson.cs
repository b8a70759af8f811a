using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HtmIt.Core.Datasources;
using HtmIt.Core.Log;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Exchange;

/// <summary>Writes exported models in the original's layout.</summary>
public static class ExportJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object; for a continuation one with nothing but <c>data</c>.</summary>
    public static string Write(ExportedModel model)
    {
        var json = model.IsContinuation ? [] : model.WriteDefinition();
        if (model.Spec.Datasource.TakesSamples)
        {
            json["data"] = new JsonArray([.. model.Data.Select(Row)]);
        }
        return json.ToJsonString(Readable);
    }

    private static JsonArray Row(Sample sample) =>
        [
            sample.Value,
            DateTimeOffset.FromUnixTimeSeconds(sample.Time).UtcDateTime.ToString(JsonFields.TimeFormat, CultureInfo.InvariantCulture),
        ];
}
