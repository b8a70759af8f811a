using System.Runtime.CompilerServices;
using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Models of the metrics of autostacks, which begin to be collected.</summary>
public sealed class AutostackModels(
    IAutostackStore autostacks,
    IMetricStore metrics,
    DefineModel definitions,
    IModelRuntime runtime,
    ICollectors collectors,
    CreateAutostack createAutostack
) : CollectedModels(runtime)
{
    // Each further one needs the metric to be deleted in between.
    private const int Attempts = 3;

    public override Datasource Datasource => AutostackDatasource.Instance;

    public override void Check(ModelSpec spec, SpecFields at) => CheckKnown(spec, at);

    /// <exception cref="DomainException">InvalidField, MetricNotSupported, AutostackNotFound.</exception>
    public override async Task<(Metric Metric, bool Created)> CreateAsync(
        ModelSpec spec,
        SpecFields at,
        CancellationToken cancellationToken
    )
    {
        var wanted = (AutostackMetricSpec)spec.Metric;
        CheckKnown(spec, at);
        var autostack =
            await autostacks.FindAsync(wanted.Autostack, cancellationToken) ?? throw AutostackErrors.AutostackNotFound(wanted.Autostack);
        var added = ToMetric(spec, wanted, CheckSupported(spec, autostack.Kind, at), autostack);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await metrics.FindByIdentityAsync(Datasource, wanted.Identity, cancellationToken) is { } existing)
            {
                return (existing, false);
            }
            if (await metrics.TryAddAsync(added, cancellationToken) is { } metric)
            {
                await collectors.WakeAsync(autostack.Scope, cancellationToken);
                return (metric, true);
            }
        }
        throw DomainErrors.StorageUnavailable();
    }

    public override void CheckDelete(Metric metric) => throw AutostackErrors.ModelOfAutostack(metric.Id);

    public override Task DeleteAsync(Metric metric, CancellationToken cancellationToken) =>
        throw AutostackErrors.ModelOfAutostack(metric.Id);

    public override async IAsyncEnumerable<ExportedModel> ExportAsync(
        Metric metric,
        ModelSpec spec,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var id = ((AutostackMetricSpec)spec.Metric).Autostack;
        // Deleted since the list was read, if there is none.
        if (await autostacks.FindAsync(id, cancellationToken) is { } stack)
        {
            yield return new AutostackExport(spec, AutostackDefinition.Of(stack));
        }
    }

    public override bool Understands(string? datasource, string? type) => AutostackDocument.Understands(datasource, type);

    public override ImportItem ReadImport(JsonFields fields) => AutostackDocument.Read(fields);

    /// <summary>Imports a metric of the autostack of that name and region, which is created where there is none.</summary>
    /// <exception cref="DomainException">InvalidField, MetricNotSupported, TooManyInstances, or why AWS could not be asked.</exception>
    public override async Task<(Metric Metric, bool Created)> ImportAsync(ImportItem item, CancellationToken cancellationToken)
    {
        var import = (AutostackImport)item;
        var autostack = await createAutostack.GetOrCreateAsync(CheckImport(import), import.StackFields, cancellationToken);
        return await CreateAsync(import.ToSpec(autostack.Id), import.Fields, cancellationToken);
    }

    public override async Task<NewMetric?> PrepareAsync(ImportItem item, bool validateOnly, CancellationToken cancellationToken)
    {
        var import = (AutostackImport)item;
        var stack = CheckImport(import);
        if (validateOnly)
        {
            return null;
        }
        var autostack = await createAutostack.GetOrCreateAsync(stack, import.StackFields, cancellationToken);
        var spec = import.ToSpec(autostack.Id);
        return ToMetric(spec, (AutostackMetricSpec)spec.Metric, CheckSupported(spec, autostack.Kind, import.Fields), autostack);
    }

    public override async Task BeginCollectingAsync(Metric metric, CancellationToken cancellationToken)
    {
        // Deleted meanwhile, if there is none.
        if (await autostacks.FindAsync(metric.Autostack!.Value, cancellationToken) is { } autostack)
        {
            await collectors.WakeAsync(autostack.Scope, cancellationToken);
        }
    }

    /// <summary>Before the autostack is created: nothing is left of what is refused.</summary>
    private static AutostackDefinition CheckImport(AutostackImport import)
    {
        var stack = import.Stack ?? throw import.StackFields.Place.Invalid("", "must be given");
        CheckSupported(import.ToSpec(AutostackId.New()), stack.Kind, import.Fields);
        return stack;
    }

    /// <summary>As far as can be told without the autostack.</summary>
    private static void CheckKnown(ModelSpec spec, SpecFields at)
    {
        ModelSpecRules.Check(spec, at);
        var wanted = (AutostackMetricSpec)spec.Metric;
        if (wanted.OfAnyKind is null)
        {
            var near = AutostackMetric.All.Where(metric => metric.Namespace == wanted.Namespace).ToArray();
            throw NotSupported(at, wanted, near.Length > 0 ? near : AutostackMetric.All);
        }
    }

    private static AutostackMetric CheckSupported(ModelSpec spec, AwsResourceType kind, SpecFields at)
    {
        ModelSpecRules.Check(spec, at);
        var wanted = (AutostackMetricSpec)spec.Metric;
        return wanted.Of(kind) ?? throw NotSupported(at, wanted, AutostackMetric.Of(kind));
    }

    private NewMetric ToMetric(ModelSpec spec, AutostackMetricSpec wanted, AutostackMetric kind, Autostack autostack) =>
        new(
            MetricId.New(),
            Datasource,
            $"{kind.Namespace}/{kind.Name}",
            $"{kind.Name} on HTM-IT Autostack {autostack.Name} in {autostack.Region} region",
            wanted.Resource
        )
        {
            Region = autostack.Region,
            TagName = autostack.Name,
            PollIntervalSeconds = wanted.PeriodSeconds ?? CatalogueMetric.PeriodSeconds,
            Labels = AwsLabels.Of(autostack.Scope, kind.Namespace, [KeyValuePair.Create(AwsLabels.Autostack, autostack.Name)]),
            Identity = wanted.Identity,
            Autostack = autostack.Id,
            Spec = spec,
            Definition = definitions.Of(spec),
        };

    /// <param name="supported">What there is instead.</param>
    private static DomainException NotSupported(SpecFields at, AutostackMetricSpec wanted, IReadOnlyList<AutostackMetric> supported)
    {
        var name = $"{wanted.Namespace}/{wanted.Metric}";
        var rule = supported.FirstOrDefault(metric => metric.ToString() == name) is { } other
            ? $"comes from {other.Slave.Name}, not from {wanted.Slave.Name}"
            : $"must be one of {string.Join(", ", supported)}";
        return DatasourceErrors.MetricNotSupported(at.Metric["metric_name"], name, rule);
    }
}
