using HtmIt.Core.Errors;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>What all documents of model specs have in common: in the original's layout, with a metric spec of its own, or flat as from
/// before there were any.</summary>
internal static class SpecDocument
{
    /// <summary>Where the parts of a spec stand.</summary>
    public static SpecFields Fields(bool isFlat) =>
        isFlat
            ? new(FieldPath.Json(""), FieldPath.Json(""), FieldPath.Json("completeModelParams"))
            : new(FieldPath.Json("metricSpec"), FieldPath.Json("modelParams"), FieldPath.Json("completeModelParams"));

    public static ModelParams? Params(JsonFields fields)
    {
        if (fields.Fields("modelParams") is not { } range)
        {
            return null;
        }
        var found = new ModelParams(range.Number("min"), range.Number("max"), range.Number("minResolution"));
        range.RefuseUnknown();
        return found;
    }

    public static ModelParams? FlatParams(JsonFields fields) =>
        (fields.Number("min"), fields.Number("max")) is (var min, var max) && (min is not null || max is not null) ? new(min, max) : null;

    public static CompleteModelParams? CompleteParams(JsonFields fields)
    {
        if (fields.Fields("completeModelParams") is not { } complete)
        {
            return null;
        }
        var found = new CompleteModelParams(
            complete.Free("modelConfig") ?? [],
            complete.Free("inferenceArgs") ?? [],
            complete.Text("timestampFieldName") ?? "",
            complete.Text("valueFieldName") ?? ""
        );
        complete.RefuseUnknown();
        return found;
    }
}
