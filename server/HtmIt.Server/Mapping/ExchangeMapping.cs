using HtmIt.Core.Errors;
using HtmIt.Core.Exchange;
using HtmIt.Core.Log;
using HtmIt.V1;
using AutostackDefinition = HtmIt.Core.Exchange.AutostackDefinition;
using ExportedModel = HtmIt.Core.Exchange.ExportedModel;
using Sample = HtmIt.Core.Log.Sample;

namespace HtmIt.Server.Mapping;

/// <summary>Exported and imported models between wire and domain.</summary>
internal static class ExchangeMapping
{
    public static ExportModelsResponse ToProto(ExportedModel model, bool asJson) =>
        asJson
            ? new() { Json = ExportJson.Write(model), Continuation = model.IsContinuation }
            : new() { Model = ToProto(model), Continuation = model.IsContinuation };

    /// <summary>The models in a request, or why they are none.</summary>
    public static IReadOnlyList<ImportDocument> ToDocuments(ImportModelsRequest request)
    {
        var documents = request.DocumentCase switch
        {
            ImportModelsRequest.DocumentOneofCase.Json => ImportJson.Read(request.Json),
            ImportModelsRequest.DocumentOneofCase.Model => [ToDocument(request.Model, request.Continuation)],
            _ => [new ImportDocument(null, [FieldViolation.Of("document", "", "must be given: model or json")])],
        };
        return request.Continuation ? [.. documents.Select(one => one with { IsContinuation = true })] : documents;
    }

    private static V1.ExportedModel ToProto(ExportedModel model)
    {
        var proto = new V1.ExportedModel { Data = { model.Data.Select(MetricDataMapping.ToProto) } };
        if (!model.IsContinuation)
        {
            proto.Spec = ModelMapping.ToProto(model.Spec);
        }
        if (model.Stack is { } stack)
        {
            proto.Spec!.Autostack.Autostack = "";
            proto.Stack = ToProto(stack);
        }
        return proto;
    }

    private static V1.AutostackDefinition ToProto(AutostackDefinition stack) =>
        new()
        {
            AutostackName = stack.Name,
            Region = stack.Region,
            Account = stack.Account,
            Filters =
            {
                stack.Filters.Select(filter => new AutostackDefinitionFilter { FilterName = filter.Key, Values = { filter.Value } }),
            },
        };

    private static ImportDocument ToDocument(V1.ExportedModel model, bool isContinuation)
    {
        IReadOnlyList<Sample> data = [.. model.Data.Select(MetricDataMapping.ToSample)];
        if (isContinuation)
        {
            return new(new(ImportJson.NoSpec) { Data = data }, []);
        }
        try
        {
            var (spec, existing) = ModelMapping.ToImportSpec(model.Spec);
            var item = new ImportItem(spec)
            {
                Existing = existing,
                Stack = model.Stack is { } stack ? ToStack(stack) : null,
                Data = data,
            };
            return new(item, []);
        }
        catch (DomainException refusal) when (refusal.Violations.Count > 0)
        {
            return new(null, ImportFields.Proto.Rename(refusal).Violations);
        }
    }

    private static AutostackDefinition ToStack(V1.AutostackDefinition stack)
    {
        var filters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        for (var i = 0; i < stack.Filters.Count; i++)
        {
            if (!filters.TryAdd(stack.Filters[i].FilterName, [.. stack.Filters[i].Values]))
            {
                var field = $"model.stack.filters[{i}].filter_name";
                throw DomainErrors.InvalidField(field, stack.Filters[i].FilterName, "must be different from the others");
            }
        }
        return new(stack.AutostackName, stack.Region, filters) { Account = stack.Account };
    }
}
