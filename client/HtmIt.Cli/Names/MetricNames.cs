using System.Collections.Concurrent;
using Grpc.Core;
using HtmIt.Cli.Errors;
using HtmIt.Client;
using HtmIt.Client.Errors;

namespace HtmIt.Cli.Names;

/// <summary>Finds metrics and models by what users type, and says how they are called: every name that is shown can be typed.</summary>
internal sealed class MetricNames(IHtmItClient client)
{
    public const string Help =
        "The metric as lists show it, e.g. cpu{host=\"a\"}, its own name if no other has it, its name (metrics/…), or a beginning of its id.";

    private const int MaxAlternatives = 5;
    private const string Collection = "metrics/";
    private const string ModelCollection = "models/";

    private readonly ConcurrentDictionary<string, Metric> _metrics = new();

    /// <summary>
    /// What a metric is called. The key of a custom one says all; every EC2 instance has a <c>AWS/EC2/CPUUtilization</c>, so the
    /// others are called by the thing measured: <c>web-1/CPUUtilization</c>, or <c>us-west-2/AWS/SQS/jobs/SentMessageSize</c>.
    /// </summary>
    public static string Of(Metric metric) =>
        IsCollected(metric) && metric.Resource.Length > 0
            ? $"{(metric.TagName.Length > 0 ? metric.TagName : metric.Resource)}/{BareName(metric)}"
            : metric.Key.ToString();

    /// <summary>Says that a metric has no model, and what makes one.</summary>
    public static string NotMonitored(Metric metric) =>
        $"metric '{Of(metric)}' is not monitored: it has no model; htmit models create '{Of(metric)}' makes one";

    public static MetricTarget ToTarget(string text) =>
        text.StartsWith("metrics/", StringComparison.Ordinal) ? MetricTarget.ByResourceName(text) : MetricTarget.ByKey(ToKey(text));

    /// <summary>The key that a user typed. What is no key is the name of a metric without labels.</summary>
    public static MetricKey ToKey(string text) => MetricKey.TryParse(text, out var key) ? key : new MetricKey(text);

    /// <summary>Gets the metric that a user named.</summary>
    public async Task<Metric> GetAsync(string text, CancellationToken cancellationToken)
    {
        Metric metric;
        if (text.StartsWith(Collection, StringComparison.Ordinal) && ShortNames.IsBeginning(text[Collection.Length..]))
        {
            var names = await client.Metrics.ListAsync(cancellationToken).Select(one => one.Name).ToListAsync(cancellationToken);
            text = names.Contains(text) ? text : ShortNames.One(text, names) ?? text;
        }

        try
        {
            metric = await client.Metrics[ToTarget(text)].GetAsync(cancellationToken);
        }
        catch (HtmItException exception)
            when (exception is MetricNotFoundException or InvalidFieldException && ToTarget(text) is MetricByKey)
        {
            // The server finds custom metrics only, by their whole keys.
            var all = await client.Metrics.ListAsync(cancellationToken).ToListAsync(cancellationToken);
            if (Find(text, all) is { } found)
            {
                metric = found;
            }
            else if (exception is MetricNotFoundException)
            {
                throw NotFound(text, exception.Error, all);
            }
            else
            {
                throw;
            }
        }

        _metrics[metric.Name] = metric;
        return metric;
    }

    /// <summary>What the metric of some rows is called. The server is asked only about collected ones, and once.</summary>
    public ValueTask<string> OfAsync(MetricRows rows, CancellationToken cancellationToken) =>
        OfAsync(rows.Key, rows.Metric, cancellationToken);

    /// <summary>What a metric is called that has this key, or none and this name. The server is asked only about collected ones, and once.</summary>
    public async ValueTask<string> OfAsync(MetricKey? key, string metric, CancellationToken cancellationToken) =>
        key?.ToString() ?? Of(await GetKnownAsync(metric, cancellationToken));

    /// <summary>The unit of a metric that was got by this text or has this name; empty for none.</summary>
    public string UnitOf(string metric) =>
        _metrics.Values.FirstOrDefault(known => known.Name == metric || metric == Of(known) || metric == known.MetricName)?.Unit ?? "";

    private async ValueTask<Metric> GetKnownAsync(string name, CancellationToken cancellationToken)
    {
        if (_metrics.TryGetValue(name, out var known))
        {
            return known;
        }

        try
        {
            return await GetAsync(name, cancellationToken);
        }
        catch (MetricNotFoundException)
        {
            return new Metric(name, name); // Deleted since the row was stored.
        }
    }

    /// <summary>Gets the model that a user named, by its name or its metric's name.</summary>
    public async Task<Model> GetModelAsync(string text, CancellationToken cancellationToken)
    {
        if (text.StartsWith(ModelCollection, StringComparison.Ordinal))
        {
            // A model's id is its metric's.
            var isBeginning = ShortNames.IsBeginning(text[ModelCollection.Length..]);
            return await client
                .Models[isBeginning ? (await GetAsync(Collection + text[ModelCollection.Length..], cancellationToken)).Model : text]
                .GetAsync(cancellationToken);
        }

        var metric = await GetAsync(text, cancellationToken);
        return metric.Status == MetricStatus.Unmonitored
            ? throw new CliException($"{NotMonitored(metric)}.")
            : await client.Models[metric.Model].GetAsync(cancellationToken);
    }

    /// <summary>All metrics that lists show by this text: those called so, else those whose ids begin so, be they written of metrics or models.</summary>
    /// <exception cref="MetricNotFoundException">There is none.</exception>
    public async Task<IReadOnlyList<Metric>> AllAsync(string text, CancellationToken cancellationToken)
    {
        var all = await client.Metrics.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        var called = all.FindAll(metric =>
            text == metric.Name || text == metric.Model || text == metric.MetricName || text == Of(metric) || text == FullName(metric)
        );
        if (called.Count > 0)
        {
            return called;
        }

        var id =
            text.StartsWith(ModelCollection, StringComparison.Ordinal) ? text[ModelCollection.Length..]
            : text.StartsWith(Collection, StringComparison.Ordinal) ? text[Collection.Length..]
            : text;
        var found = ShortNames.IsBeginning(id) ? all.FindAll(metric => ShortNames.Begins(metric.Name, id)) : [];
        return found.Count > 0 ? found : throw NotFound(text, new(StatusCode.NotFound, $"There is no metric '{text}'."), all);
    }

    /// <summary>That there is no such metric, after the one that may have been meant.</summary>
    private static MetricNotFoundException NotFound(string text, HtmItError error, List<Metric> all)
    {
        var near = Nearest.Of(text, all.SelectMany(metric => new[] { Of(metric), metric.MetricName }).Distinct());
        return new(
            error with
            {
                Message = near is null ? error.Message : $"{error.Message} Did you mean {near}?",
                Reason = ErrorReasons.MetricNotFound,
                Metadata = error.Metadata.Count > 0 ? error.Metadata : new Dictionary<string, string> { ["metric"] = text },
            }
        );
    }

    /// <summary>Finds the metric that has this own name, or the one of AWS that is called so, or whose server and name are this.</summary>
    private static Metric? Find(string text, List<Metric> all)
    {
        var found = all.FindAll(metric =>
            text == metric.MetricName || (IsCollected(metric) && (text == Of(metric) || text == FullName(metric)))
        );
        if (found.Count == 0 && ShortNames.IsBeginning(text))
        {
            var one = ShortNames.One(text, [.. all.Select(metric => metric.Name)]);
            return all.Find(metric => metric.Name == one);
        }

        if (found.Count <= 1)
        {
            return found.FirstOrDefault();
        }

        var names = found.Take(MaxAlternatives).Select(metric => IsCollected(metric) ? FullName(metric) : Of(metric));
        var more = found.Count > MaxAlternatives ? $" and {found.Count - MaxAlternatives} more" : "";
        throw new CliException($"{found.Count} metrics are called '{text}': {string.Join(", ", names)}{more}.");
    }

    private static bool IsCollected(Metric metric) => metric.Datasource is Datasource.CloudWatch or Datasource.Autostack;

    private static string FullName(Metric metric) => $"{metric.Resource}/{BareName(metric)}";

    private static string BareName(Metric metric) => metric.MetricName[(metric.MetricName.LastIndexOf('/') + 1)..];
}
