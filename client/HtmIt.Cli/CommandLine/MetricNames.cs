using System.Collections.Concurrent;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Client.Metrics;
using HtmIt.Client.Models;

namespace HtmIt.Cli.CommandLine;

/// <summary>Finds metrics and models by what users type: an own name or a resource name.</summary>
internal sealed class MetricNames(IHtmItClient client)
{
    private readonly ConcurrentDictionary<string, string> _metricNames = new();

    public static MetricTarget ToTarget(string text) =>
        text.StartsWith("metrics/", StringComparison.Ordinal) ? MetricTarget.OfResourceName(text) : MetricTarget.OfMetricName(text);

    /// <summary>Gets the metric that a user named.</summary>
    public async Task<Metric> GetAsync(string text, CancellationToken cancellationToken)
    {
        var metric = await client.Metrics.GetAsync(ToTarget(text), null, cancellationToken);
        _metricNames[metric.Name] = metric.MetricName;
        return metric;
    }

    /// <summary>The own name of a metric whose resource name came with a row.</summary>
    public async ValueTask<string> OfAsync(string name, CancellationToken cancellationToken)
    {
        if (_metricNames.TryGetValue(name, out var known))
        {
            return known;
        }

        try
        {
            return (await GetAsync(name, cancellationToken)).MetricName;
        }
        catch (MetricNotFoundException)
        {
            return name; // Deleted since the row was stored.
        }
    }

    /// <summary>Gets the model that a user named, by its resource name or its metric's name.</summary>
    public async Task<Model> GetModelAsync(string text, CancellationToken cancellationToken)
    {
        if (text.StartsWith("models/", StringComparison.Ordinal))
        {
            return await client.Models.GetAsync(text, null, cancellationToken);
        }

        var metric = await GetAsync(text, cancellationToken);
        return metric.Status == MetricStatus.Unmonitored
            ? throw new CliException($"Metric '{metric.MetricName}' is not monitored: it has no model.")
            : await client.Models.GetAsync(metric.Model, null, cancellationToken);
    }
}
