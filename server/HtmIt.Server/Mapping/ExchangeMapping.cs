using HtmIt.Core.Datasources;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Errors;
using HtmIt.Core.Exchange;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;
using HtmIt.V1;
using AutostackDefinition = HtmIt.Core.Datasources.Autostacks.AutostackDefinition;
using ExportedModel = HtmIt.Core.Datasources.ExportedModel;
using Sample = HtmIt.Core.Log.Sample;

namespace HtmIt.Server.Mapping;

/// <summary>Exported and imported models between wire and domain.</summary>
internal static class ExchangeMapping
{
    private static readonly FieldPath MetricField = FieldPath.Proto("model.metric");
    private static readonly FieldPath DataField = FieldPath.Proto("model.data");

    public static ExportModelsResponse ToProto(ExportedModel model, bool asJson) =>
        asJson
            ? new() { Json = ExportJson.Write(model), Continuation = model.IsContinuation }
            : new() { Model = ToProto(model), Continuation = model.IsContinuation };

    /// <summary>The models in a request, or why they are none.</summary>
    public static IReadOnlyList<ImportDocument> ToDocuments(ImportModelsRequest request, ImportJson json)
    {
        var documents = request.DocumentCase switch
        {
            ImportModelsRequest.DocumentOneofCase.Json => json.Read(request.Json),
            ImportModelsRequest.DocumentOneofCase.Model => [ToDocument(request.Model, request.Continuation)],
            _ => [new ImportDocument.Refused([FieldViolation.Of("document", "", "must be given: model or json")])],
        };
        return request.Continuation ? [.. documents.Select(ToContinuation)] : documents;
    }

    private static ImportDocument ToContinuation(ImportDocument document) =>
        document switch
        {
            ImportDocument.Model model => new ImportDocument.Continuation(model.Item.Data),
            ImportDocument.Refused refused => refused with { IsContinuation = true },
            _ => document,
        };

    private static V1.ExportedModel ToProto(ExportedModel model)
    {
        var proto = new V1.ExportedModel { Data = { model.Data.Select(MetricDataMapping.ToProto) } };
        if (!model.IsContinuation)
        {
            proto.Spec = ModelMapping.ToProto(model.Spec);
        }
        if (model is CustomExport { IsContinuation: false, Details: var details })
        {
            proto.Metric = MetricDetailsMapping.ToProto(details);
        }
        if (model is AutostackExport { Stack: var stack })
        {
            proto.Spec.Autostack.Autostack = "";
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
            Filters = { ResourceFilterMapping.ToProto(stack.Filters) },
        };

    private static ImportDocument ToDocument(V1.ExportedModel model, bool isContinuation)
    {
        IReadOnlyList<Sample> data = [.. model.Data.Select(MetricDataMapping.ToSample)];
        if (isContinuation)
        {
            return new ImportDocument.Continuation(data);
        }
        try
        {
            return new ImportDocument.Model(ToItem(model, data));
        }
        catch (DomainException refusal) when (refusal.Violations.Count > 0)
        {
            return new ImportDocument.Refused(refusal.Violations);
        }
    }

    private static ImportItem ToItem(V1.ExportedModel model, IReadOnlyList<Sample> data)
    {
        const string At = "model.spec";
        if (model.Spec?.Autostack is { } member)
        {
            return ToAutostackItem(model, member, data);
        }
        var spec = ModelMapping.ToSpec(model.Spec, At);
        return new ModelImport(spec, SpecFields.Proto(spec.Datasource, At))
        {
            Details = model.Metric is { } metric ? MetricDetailsMapping.ToDetails(metric, MetricField) : MetricDetails.None,
            DetailsField = MetricField,
            Data = data,
            DataField = DataField,
        };
    }

    /// <summary>The autostack's identity comes from elsewhere and means nothing here.</summary>
    private static AutostackImport ToAutostackItem(V1.ExportedModel model, V1.AutostackMetricSpec member, IReadOnlyList<Sample> data)
    {
        const string At = "model.spec";
        var fields = SpecFields.Proto(AutostackDatasource.Instance, At);
        return new(Core.Datasources.Autostacks.AutostackMetric.SlaveOf(member.Namespace), member.Namespace, member.MetricName)
        {
            Stack = model.Stack is { } stack ? ToStack(stack) : null,
            PeriodSeconds = SpecMapping.ToPeriod(member, fields.Metric),
            Params = ModelMapping.ToParams(model.Spec),
            CompleteParams = ModelMapping.ToComplete(model.Spec, At),
            Fields = fields,
            StackFields = new(FieldPath.Proto("model.stack.autostack_name"), FieldPath.Proto("model.stack")),
            Data = data,
            DataField = DataField,
        };
    }

    private static AutostackDefinition ToStack(V1.AutostackDefinition stack) =>
        new(stack.AutostackName, stack.Region, ResourceFilterMapping.ToFilters(stack.Filters, FieldPath.Proto("model.stack.filters")))
        {
            Account = stack.Account,
        };
}
