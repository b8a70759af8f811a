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

    /// <summary>What makes a model again, with its samples.</summary>
    public static V1.ExportedModel ToProto(ExportedModel model)
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
            Title = stack.Name,
            Region = stack.Region,
            Account = stack.Account,
            AwsResourceType = stack.Kind.Name,
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

    private static ImportItem ToItem(V1.ExportedModel model, IReadOnlyList<Sample> data) =>
        ToItem(model.Spec, model.Stack, model.Metric, "model") with
        {
            Data = data,
        };

    /// <summary>What makes a model again.</summary>
    /// <param name="metric">What is said about a custom metric.</param>
    /// <param name="at">Where the caller has spec, stack and metric.</param>
    internal static ImportItem ToItem(V1.ModelSpec? given, V1.AutostackDefinition? stack, V1.Metric? metric, string at)
    {
        var data = FieldPath.Proto($"{at}.data");
        if (given?.Autostack is { } member)
        {
            return ToAutostackItem(given, member, stack, at) with { DataField = data };
        }
        var spec = ModelMapping.ToSpec(given, $"{at}.spec");
        var metricField = FieldPath.Proto($"{at}.metric");
        return new ModelImport(spec, SpecFields.Proto(spec.Datasource, $"{at}.spec"))
        {
            Details = metric is null ? MetricDetails.None : MetricDetailsMapping.ToDetails(metric, metricField),
            DetailsField = metricField,
            DataField = data,
        };
    }

    /// <summary>The autostack's identity comes from elsewhere and means nothing here.</summary>
    private static AutostackImport ToAutostackItem(
        V1.ModelSpec spec,
        V1.AutostackMetricSpec member,
        V1.AutostackDefinition? stack,
        string at
    )
    {
        var fields = SpecFields.Proto(AutostackDatasource.Instance, $"{at}.spec");
        return new(Core.Datasources.Autostacks.AutostackMetric.SlaveOf(member.Namespace), member.Namespace, member.MetricName)
        {
            Stack = stack is null ? null : ToStack(stack, at),
            PeriodSeconds = SpecMapping.ToPeriod(member, fields.Metric),
            Params = ModelMapping.ToParams(spec),
            CompleteParams = ModelMapping.ToComplete(spec, $"{at}.spec"),
            Fields = fields,
            StackFields = new(FieldPath.Proto($"{at}.stack.title"), FieldPath.Proto($"{at}.stack")),
            DataField = FieldPath.Proto($"{at}.data"),
        };
    }

    private static AutostackDefinition ToStack(V1.AutostackDefinition stack, string at) =>
        new(stack.Title, stack.Region, ResourceFilterMapping.ToFilters(stack.Filters, FieldPath.Proto($"{at}.stack.filters")))
        {
            Account = stack.Account,
            Kind = AutostackMapping.ToKind(stack.AwsResourceType, FieldPath.Proto($"{at}.stack.aws_resource_type")),
        };
}
