using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary><c>htmit cloudwatch monitor</c>: monitors what <c>htmit cloudwatch metrics</c> lists.</summary>
internal static class CloudWatchMonitorCommand
{
    /// <summary>So that a batch stays far below the largest message and the deadline of a call.</summary>
    private const int MetricsPerCall = 100;

    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var selection = new CloudWatchMetricSelection();
        var options = new ModelOptions();
        var command = selection.AddTo(new("monitor", "Monitor the metrics that \"metrics\" lists for the same options."));
        command.Options.Add(options.Min);
        command.Options.Add(options.Max);
        command.Run(
            globals,
            terminal,
            (context, parsed, token) =>
            {
                ModelSpec ToSpec(CloudWatchMetric metric) =>
                    new(metric) { Min = parsed.GetValue(options.Min), Max = parsed.GetValue(options.Max) };
                return MonitorAsync(context, selection.Region(parsed), selection.Of(parsed), ToSpec, token);
            }
        );
        return command;
    }

    private static async Task<int> MonitorAsync(
        CommandContext context,
        string region,
        ListAvailableMetricsOptions options,
        Func<CloudWatchMetric, ModelSpec> toSpec,
        CancellationToken cancellationToken
    )
    {
        if (options.Resource.Length == 0 && options.MetricName.Length == 0 && options.Tags.Count == 0)
        {
            // Each metric costs money at AWS: all of a region are not monitored by a slip.
            throw new CliException("say which metrics: --resource, --metric or --tag must be given.", ExitCodes.Usage);
        }

        var found = await context
            .Client.CloudWatch.ListAvailableMetricsAsync(region, options, cancellationToken)
            .ToListAsync(cancellationToken);
        if (found.Count == 0)
        {
            throw new CliException($"no metric of that selection exists in {region}; nothing is monitored.");
        }

        var outcomes = new List<CreatedModel>();
        foreach (var part in found.Chunk(MetricsPerCall))
        {
            var results = await context.Client.Models.CreateManyAsync([.. part.Select(one => toSpec(one.Metric))], null, cancellationToken);
            outcomes.AddRange(part.Zip(results, (one, result) => new CreatedModel(NameOf(one), result)));
        }

        return CreatedModel.Write(context, outcomes);
    }

    private static string NameOf(CloudWatchAvailableMetric one) =>
        $"{one.Metric.Region}/{one.Metric.Namespace}/{one.Resource.Id}/{one.Metric.MetricName}";
}
