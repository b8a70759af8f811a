using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Makes many new metrics that are monitored from their beginning, all with one statement: a new metric has no row yet, so its actor
/// is not needed before its first sample.</summary>
public sealed class CreateCustomModels(IMetricStore metrics, NewMetricLimit limit, DefaultResources resources, DefineModel definitions)
{
    /// <summary>The specs by key, each once.</summary>
    /// <returns>What became of the keys that no metric had; of metrics that are monitored already, that they are.</returns>
    public async Task<IReadOnlyDictionary<MetricKey, ModelCreation>> ExecuteAsync(
        IReadOnlyDictionary<MetricKey, ModelSpec> specs,
        CancellationToken cancellationToken
    )
    {
        var outcomes = new Dictionary<MetricKey, ModelCreation>();
        var known = await metrics.FindCustomAsync([.. specs.Keys], cancellationToken);
        foreach (var metric in await metrics.FindManyAsync([.. known.Values], cancellationToken))
        {
            if (metric.IsMonitored && !(metric.IsAutomatic && specs[metric.Key].HasParams))
            {
                outcomes[metric.Key] = new(metric, false, null);
            }
        }
        var missing = specs.Where(one => !known.ContainsKey(one.Key)).Select(one => ToMetric(one.Key, one.Value)).ToArray();
        if (missing.Length == 0)
        {
            return outcomes;
        }
        var room = await limit.RoomAsync(cancellationToken);
        var taken = limit.TakeUpTo((int)Math.Min(missing.Length, room));
        foreach (var metric in missing[taken..])
        {
            outcomes[metric.Key] = new(null, false, taken < room ? limit.TooFast() : limit.TooMany());
        }
        var (added, refused) = await metrics.AddManyAsync(missing[..taken], cancellationToken);
        limit.NoteCreated(added.Count);
        foreach (var metric in added)
        {
            outcomes[metric.Key] = new(metric, true, null);
        }
        foreach (var (metric, refusal) in refused)
        {
            outcomes[metric.Key] = new(null, false, refusal);
        }
        return outcomes;
    }

    private NewMetric ToMetric(MetricKey key, ModelSpec spec) =>
        CustomMetric.New(key, resources.Of(key)) with
        {
            Spec = spec,
            Definition = definitions.Of(spec),
        };
}
