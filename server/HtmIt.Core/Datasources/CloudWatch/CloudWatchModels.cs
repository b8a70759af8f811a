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

/// <summary>Models of CloudWatch metrics, of whatever namespace. Whether the metric exists is not asked: one that does not simply has no data.</summary>
public sealed class CloudWatchModels(
    IMetricStore metrics,
    DefineModel definitions,
    IModelRuntime runtime,
    IAwsRegions regions,
    ICollectors collectors
) : CollectedModels(runtime), IDatasourceModels
{
    public override Datasource Datasource => CloudWatchDatasource.Instance;

    public override void Check(ModelSpec spec, SpecFields at) => CheckForm(spec, at);

    public override async Task<(Metric Metric, bool Created)> CreateAsync(
        ModelSpec spec,
        SpecFields at,
        CancellationToken cancellationToken
    )
    {
        CheckForm(spec, at);
        var creation = (await CreateManyAsync([spec], cancellationToken))[0];
        return creation.IsRefused ? throw creation.Refusal : (creation.Metric, creation.Created);
    }

    /// <summary>All with one statement. AWS is not asked: names that people gave the resources come with the collector's listings.</summary>
    public async Task<IReadOnlyList<ModelCreation>> CreateManyAsync(IReadOnlyList<ModelSpec> specs, CancellationToken cancellationToken)
    {
        var identities = specs.Select(IdentityOf).ToArray();
        var known = await FindAsync(identities, cancellationToken);
        var missing = specs.Where(spec => !known.ContainsKey(IdentityOf(spec))).DistinctBy(IdentityOf).Select(ToMetric).ToArray();
        if (missing.Length == 0)
        {
            return Array.ConvertAll(identities, identity => new ModelCreation(known[identity], false, null));
        }
        var (added, refused) = await metrics.AddManyAsync(missing, cancellationToken);
        foreach (var scope in added.Select(metric => ((CloudWatchMetricSpec)metric.Spec!.Metric).Scope).Distinct())
        {
            await collectors.WakeAsync(scope, cancellationToken);
        }
        // Of several items about one metric the first one made it.
        var made = added.ToDictionary(metric => IdentityOf(metric.Spec!), metric => new ModelCreation(metric, true, null));
        var refusals = refused.ToDictionary(one => one.Metric.Identity!, one => new ModelCreation(null, false, one.Refusal));
        var others = await FindAsync([.. identities.Except(made.Keys).Except(refusals.Keys)], cancellationToken);
        return Array.ConvertAll(identities, ToCreation);

        ModelCreation ToCreation(string identity)
        {
            if (made.TryGetValue(identity, out var creation))
            {
                made[identity] = creation with { Created = false };
                return creation;
            }
            return refusals.GetValueOrDefault(identity)
                ?? (
                    others.TryGetValue(identity, out var monitored)
                        ? new ModelCreation(monitored, false, null)
                        : new ModelCreation(null, false, DomainErrors.StorageUnavailable())
                );
        }
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
        metric.Refuse("missingData", $"must be {nameof(MissingData.LeaveOut)}, {nameof(MissingData.Zero)} or absent");
        return MissingData.Unspecified;
    }

    public override Task<NewMetric?> PrepareAsync(ImportItem item, bool validateOnly, CancellationToken cancellationToken)
    {
        var (spec, at) = (ModelImport)item;
        CheckForm(spec, at);
        return Task.FromResult<NewMetric?>(ToMetric(spec));
    }

    public override Task BeginCollectingAsync(Metric metric, CancellationToken cancellationToken) =>
        collectors.WakeAsync(((CloudWatchMetricSpec)metric.Spec!.Metric).Scope, cancellationToken);

    private Task<IReadOnlyDictionary<string, Metric>> FindAsync(
        IReadOnlyCollection<string> identities,
        CancellationToken cancellationToken
    ) => metrics.FindByIdentitiesAsync(Datasource, identities, cancellationToken);

    private static string IdentityOf(ModelSpec spec) => ((CloudWatchMetricSpec)spec.Metric).Identity;

    /// <param name="spec">One that was checked.</param>
    private NewMetric ToMetric(ModelSpec spec)
    {
        var metric = (CloudWatchMetricSpec)spec.Metric;
        return new(MetricId.New(), Datasource, $"{metric.Namespace}/{metric.Metric}", CloudWatchDescription.Of(metric), metric.Resource)
        {
            Region = metric.Region,
            Labels = LabelsOf(metric),
            PollIntervalSeconds = metric.AskedPeriod,
            Identity = metric.Identity,
            Spec = spec,
            Definition = definitions.Of(spec),
        };
    }

    /// <summary>With what tells several metrics of one name apart, where they are asked for otherwise than the catalogue has it.</summary>
    private static MetricLabels LabelsOf(CloudWatchMetricSpec metric)
    {
        var own = new Dictionary<string, string>(metric.Dimensions);
        if (!metric.IsAsCatalogued)
        {
            own[AwsLabels.Statistic] = metric.AskedStatistic;
            own[AwsLabels.Period] = metric.AskedPeriod.ToString(CultureInfo.InvariantCulture);
        }
        return AwsLabels.Of(metric.Scope, metric.Namespace, own);
    }

    private void CheckForm(ModelSpec spec, SpecFields at)
    {
        ModelSpecRules.Check(spec, at);
        regions.Require(((CloudWatchMetricSpec)spec.Metric).Scope, at.Metric);
    }
}
