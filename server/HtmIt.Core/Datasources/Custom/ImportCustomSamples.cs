using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Quotas;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Stores the samples of an imported custom metric before it is monitored. Importing them again changes nothing.</summary>
public sealed class ImportCustomSamples(
    IMetricStore metrics,
    NewMetricLimit limit,
    IModelRuntime runtime,
    IResourceQuota quota,
    SampleRules rules
)
{
    private const int SamplesAtATime = 10_000;
    private const int MostViolations = 10;

    /// <param name="details">What is said about the metric, complete.</param>
    /// <returns>The metric when it is monitored already, and nothing is to be done.</returns>
    /// <exception cref="DomainException">InvalidField, QuotaExceeded, and what making a metric may throw.</exception>
    public async Task<Metric?> ExecuteAsync(MetricKey key, MetricDetails details, ImportItem item, CancellationToken cancellationToken)
    {
        Check(item);
        var existing = await metrics.FindCustomAsync(key, cancellationToken);
        if (existing is { IsMonitored: true })
        {
            return existing;
        }
        if (Missing(item.Data, existing) is { Count: > 0 } missing)
        {
            await quota.CheckAsync(existing?.ResourceId ?? ResourceId.Of("", details.Resource), cancellationToken);
            var id = existing?.Id ?? await AddAsync(key, details, cancellationToken);
            foreach (var part in missing.Chunk(SamplesAtATime))
            {
                await runtime.AppendAsync(id, part, cancellationToken);
            }
        }
        return null;
    }

    private async Task<MetricId> AddAsync(MetricKey key, MetricDetails details, CancellationToken cancellationToken)
    {
        await limit.TakeOneAsync(cancellationToken);
        if (await metrics.TryAddAsync(CustomMetric.New(key, details), cancellationToken) is { } added)
        {
            return added.Id;
        }
        return (await metrics.GetOrAddCustomAsync([key], cancellationToken))[key];
    }

    /// <summary>The samples to store. All of them where the metric has none; where its rows are the first of them, an import was cut off
    /// there, and it goes on with the others.</summary>
    private static IReadOnlyList<Sample> Missing(IReadOnlyList<Sample> data, Metric? existing) =>
        existing is null or { LastRowId: 0 } ? data
        : existing.LastRowId < data.Count && data[(int)existing.LastRowId - 1].Time == existing.LastSampleTime?.ToUnixTimeSeconds()
            ? [.. data.Skip((int)existing.LastRowId)]
        : [];

    private void Check(ImportItem item)
    {
        var violations = new List<FieldViolation>();
        var last = long.MinValue;
        for (var i = 0; i < item.Data.Count && violations.Count < MostViolations; i++)
        {
            var sample = item.Data[i];
            if (rules.Check(i, sample) is { } refusal)
            {
                violations.Add(item.DataField.At(i).Violation($"{sample.Value}", refusal.Message));
            }
            else if (sample.Time <= last)
            {
                var rule = "must be later than the sample before";
                violations.Add(item.DataField.At(i).Violation($"{DateTimeOffset.FromUnixTimeSeconds(sample.Time):u}", rule));
            }
            last = Math.Max(last, sample.Time);
        }
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
    }
}
