using HtmIt.Core.Actors;
using HtmIt.Core.Datasources;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Quotas;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Exchange;

/// <summary>Imports one model. Importing again what is monitored changes nothing.</summary>
public sealed class ImportModel(
    IMetricStore metrics,
    NewMetricLimit limit,
    IModelRuntime runtime,
    CreateModel createModel,
    CreateAutostack createAutostack,
    IInstanceQuota quota,
    SampleRules rules
)
{
    private const int SamplesAtATime = 10_000;
    private const int MostViolations = 10;

    /// <returns>The metric, and whether this call began to monitor it.</returns>
    /// <exception cref="DomainException">InvalidField with the fields as the item calls them, and whatever creating a model may throw.
    /// </exception>
    public async Task<(Metric Metric, bool Created)> ExecuteAsync(ImportItem item, CancellationToken cancellationToken)
    {
        try
        {
            return item.Spec.Metric switch
            {
                CustomMetricSpec custom => await ImportAsync(item, custom, cancellationToken),
                AutostackMetricSpec member => await ImportAsync(item, member, cancellationToken),
                _ => await createModel.ExecuteAsync(item.Spec, null, cancellationToken),
            };
        }
        catch (DomainException refusal) when (refusal.Violations.Count > 0)
        {
            throw item.Fields.Rename(refusal);
        }
    }

    private async Task<(Metric Metric, bool Created)> ImportAsync(
        ImportItem item,
        CustomMetricSpec custom,
        CancellationToken cancellationToken
    )
    {
        if (item.Existing is not null)
        {
            return await createModel.ExecuteAsync(item.Spec, item.Existing, cancellationToken);
        }
        ModelSpecRules.Check(item.Spec);
        CheckData(item);
        var existing = await metrics.FindCustomAsync(custom.Metric, cancellationToken);
        if (existing is { IsMonitored: true })
        {
            return (existing, false);
        }
        if (Missing(item.Data, existing) is { Count: > 0 } missing)
        {
            await quota.CheckAsync(custom.Resource ?? custom.Metric, cancellationToken);
            var id = existing?.Id ?? await AddAsync(custom.Metric, cancellationToken);
            foreach (var part in missing.Chunk(SamplesAtATime))
            {
                await runtime.AppendAsync(id, part, cancellationToken);
            }
        }
        return await createModel.ExecuteAsync(item.Spec, null, cancellationToken);
    }

    private async Task<MetricId> AddAsync(string name, CancellationToken cancellationToken)
    {
        await limit.TakeOneAsync(cancellationToken);
        return (await metrics.GetOrAddCustomAsync([name], cancellationToken))[name];
    }

    /// <summary>The samples to store. All of them where the metric has none; where its rows are the first of them, an import was cut off
    /// there, and it goes on with the others.</summary>
    private static IReadOnlyList<Sample> Missing(IReadOnlyList<Sample> data, Metric? existing) =>
        existing is null or { LastRowId: 0 } ? data
        : existing.LastRowId < data.Count && data[(int)existing.LastRowId - 1].Time == existing.LastSampleTime?.ToUnixTimeSeconds()
            ? [.. data.Skip((int)existing.LastRowId)]
        : [];

    private async Task<(Metric Metric, bool Created)> ImportAsync(
        ImportItem item,
        AutostackMetricSpec member,
        CancellationToken cancellationToken
    )
    {
        var stack = item.Stack ?? throw DomainErrors.InvalidField(item.Fields.Stack.TrimEnd('.'), "", "must be given");
        CreateAutostackModel.Check(item.Spec, member, "spec.autostack.metric_name");
        var found = await GetOrCreateAsync(item.Fields, stack, cancellationToken);
        return await createModel.ExecuteAsync(item.Spec with { Metric = member with { Autostack = found.Id } }, null, cancellationToken);
    }

    private async Task<Autostack> GetOrCreateAsync(ImportFields fields, AutostackDefinition stack, CancellationToken cancellationToken)
    {
        try
        {
            return await createAutostack.GetOrCreateAsync(stack.Name, stack.Region, stack.Account, stack.Filters, cancellationToken);
        }
        catch (DomainException refusal) when (refusal.Violations.Count > 0)
        {
            throw fields.RenameStack(refusal);
        }
    }

    private void CheckData(ImportItem item)
    {
        var violations = new List<FieldViolation>();
        var last = long.MinValue;
        for (var i = 0; i < item.Data.Count && violations.Count < MostViolations; i++)
        {
            var (sample, field) = (item.Data[i], $"{item.Fields.Data}[{i}]");
            if (rules.Check(i, sample) is { } refusal)
            {
                violations.Add(FieldViolation.Of(field, $"{sample.Value}", refusal.Message));
            }
            else if (sample.Time <= last)
            {
                var rule = "must be later than the sample before";
                violations.Add(FieldViolation.Of(field, $"{DateTimeOffset.FromUnixTimeSeconds(sample.Time):u}", rule));
            }
            last = Math.Max(last, sample.Time);
        }
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
    }
}
