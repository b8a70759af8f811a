using System.Globalization;
using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Models of CloudWatch metrics. Whether the resource exists is not asked: one that does not simply has no data.</summary>
public sealed class CloudWatchModels(
    IMetricStore metrics,
    DefineModel definitions,
    IModelRuntime runtime,
    IAwsRegions regions,
    ResourceNames names,
    ICollectors collectors
) : CollectedModels(runtime)
{
    public override Datasource Datasource => CloudWatchDatasource.Instance;

    public override void Check(ModelSpec spec, SpecFields at) => CheckSupported(spec, at);

    public override async Task<(Metric Metric, bool Created)> CreateAsync(
        ModelSpec spec,
        SpecFields at,
        CancellationToken cancellationToken
    )
    {
        var metric = (CloudWatchMetricSpec)spec.Metric;
        var supported = CheckSupported(spec, at);
        if (await metrics.FindByIdentityAsync(Datasource, metric.Identity, cancellationToken) is { } monitored)
        {
            return (monitored, false);
        }
        var resource = metric.Dimensions[supported.Type.Dimension];
        var tagName = await names.FindAsync(metric.Scope, supported.Type, resource, cancellationToken);
        var added = await metrics.TryAddAsync(ToMetric(spec, supported) with { TagName = tagName }, cancellationToken);
        if (added is null)
        {
            var other = await metrics.FindByIdentityAsync(Datasource, metric.Identity, cancellationToken);
            return (other ?? throw DomainErrors.StorageUnavailable(), false);
        }
        await collectors.WakeAsync(metric.Scope, cancellationToken);
        return (added, true);
    }

    public override bool Understands(string? datasource, string? type) => datasource == Datasource.Name && (type is null or "metric");

    public override ImportItem ReadImport(JsonFields fields)
    {
        var isFlat = !fields.Has("metricSpec");
        var metric = isFlat ? fields : fields.RequiredFields("metricSpec");
        var spec = new CloudWatchMetricSpec(
            metric.RequiredText("region"),
            metric.RequiredText("namespace"),
            metric.RequiredText("metric"),
            metric.Texts("dimensions")
        )
        {
            Account = metric.Text("account") ?? "",
        };
        if (!isFlat)
        {
            spec = spec with
            {
                Statistic = metric.Text("statistic") ?? "",
                PeriodSeconds = metric.Number("period"),
                AwsUnit = metric.Text("awsUnit") ?? "",
                MissingData = ReadMissingData(metric),
            };
        }
        var range = isFlat ? SpecDocument.FlatParams(fields) : SpecDocument.Params(fields);
        // The flat form has always been taken with whatever else stood in it.
        if (!isFlat)
        {
            metric.RefuseUnknown();
            fields.RefuseUnknown();
        }
        return new ModelImport(new(spec) { Params = range }, SpecDocument.Fields(isFlat)) { DataField = FieldPath.Json("data") };
    }

    private static MissingData ReadMissingData(JsonFields metric)
    {
        if (metric.Text("missingData") is not { } text)
        {
            return MissingData.Unspecified;
        }
        if (Enum.TryParse<MissingData>(text, out var missing) && missing.ToString() == text)
        {
            return missing;
        }
        metric.Refuse("missingData", $"must be {nameof(MissingData.LeaveOut)} or absent");
        return MissingData.Unspecified;
    }

    public override Task<NewMetric?> PrepareAsync(ImportItem item, bool validateOnly, CancellationToken cancellationToken)
    {
        var (spec, at) = (ModelImport)item;
        return Task.FromResult<NewMetric?>(ToMetric(spec, CheckSupported(spec, at)));
    }

    public override Task BeginCollectingAsync(Metric metric, CancellationToken cancellationToken) =>
        collectors.WakeAsync(((CloudWatchMetricSpec)metric.Spec!.Metric).Scope, cancellationToken);

    private NewMetric ToMetric(ModelSpec spec, CatalogueMetric supported)
    {
        var metric = (CloudWatchMetricSpec)spec.Metric;
        var resource = metric.Dimensions[supported.Type.Dimension];
        return new(
            MetricId.New(),
            Datasource,
            $"{metric.Namespace}/{metric.Metric}",
            string.Format(CultureInfo.InvariantCulture, supported.Type.Description, metric.Metric, resource, metric.Region),
            metric.Resource
        )
        {
            Region = metric.Region,
            Labels = AwsLabels.Of(metric.Scope, metric.Namespace, metric.Dimensions),
            Identity = metric.Identity,
            Spec = spec,
            Definition = definitions.Of(spec),
        };
    }

    private CatalogueMetric CheckSupported(ModelSpec spec, SpecFields at)
    {
        ModelSpecRules.Check(spec, at);
        var metric = (CloudWatchMetricSpec)spec.Metric;
        regions.Require(new(metric.Account, metric.Region), at.Metric);
        return metric.Supported
            ?? throw DatasourceErrors.MetricNotSupported(
                at.Metric["metric_name"],
                $"{metric.Namespace}/{metric.Metric} by {string.Join(", ", metric.Dimensions.Keys)}",
                "must be a metric of the catalogue, with exactly the dimension it has there; ListNamespaces names them"
            );
    }
}
