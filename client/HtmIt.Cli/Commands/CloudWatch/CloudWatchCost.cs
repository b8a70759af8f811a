using System.Globalization;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary>Says what it costs to monitor metrics at AWS, before it is done and after it.</summary>
/// <param name="context">Of the command.</param>
/// <param name="metrics">What is to be monitored.</param>
internal sealed class CloudWatchCost(CommandContext context, IReadOnlyList<CloudWatchMetric> metrics)
{
    private const int MetricsPerCall = 1_000;

    private CollectionCostEstimate _wanted = new(0, 0, 0, null);
    private double _before;

    public async Task TellBeforeAsync(CancellationToken cancellationToken)
    {
        _before = (await context.Client.CloudWatch.GetCollectionStatisticsAsync(cancellationToken)).EstimatedMonthlyDollars;
        _wanted = await EstimateAsync(cancellationToken);
        Tell(
            $"{Show.Count(_wanted.NewMetricCount, "new metric")}: adds {Show.Count(_wanted.MonthlyRequestedMetricCount)} queries and "
                + $"{Dollars(_wanted.MonthlyDollars)} a month to {Dollars(_before)}"
        );
        if (_wanted.MaxMonthlyDollars is { } limit && _before + _wanted.MonthlyDollars > limit)
        {
            Tell($"the limit of {Dollars(limit)} holds: all metrics are asked for less often");
        }
    }

    /// <summary>What was refused is still not monitored, and costs nothing.</summary>
    /// <param name="isAll">Whether nothing was refused.</param>
    public async Task<AddedCostView> AddedAsync(bool isAll, CancellationToken cancellationToken)
    {
        var refused = isAll ? new(0, 0, 0, null) : await EstimateAsync(cancellationToken);
        var added = _wanted.MonthlyDollars - refused.MonthlyDollars;
        var after = _wanted.MaxMonthlyDollars is { } limit ? Math.Min(_before + added, Math.Max(limit, _before)) : _before + added;
        return new(
            _wanted.NewMetricCount - refused.NewMetricCount,
            _wanted.MonthlyRequestedMetricCount - refused.MonthlyRequestedMetricCount,
            added,
            _before,
            after
        );
    }

    public void TellAfter(AddedCostView added) => Tell($"collecting costs {Dollars(added.DollarsPerMonthAfter)} a month now");

    private async Task<CollectionCostEstimate> EstimateAsync(CancellationToken cancellationToken)
    {
        var sum = new CollectionCostEstimate(0, 0, 0, null);
        foreach (var part in metrics.Chunk(MetricsPerCall))
        {
            var one = await context.Client.CloudWatch.EstimateCollectionCostAsync(part, cancellationToken);
            sum = new(
                sum.NewMetricCount + one.NewMetricCount,
                sum.MonthlyRequestedMetricCount + one.MonthlyRequestedMetricCount,
                sum.MonthlyDollars + one.MonthlyDollars,
                one.MaxMonthlyDollars
            );
        }
        return sum;
    }

    private void Tell(string line)
    {
        if (!context.Output.IsJson)
        {
            context.Output.Terminal.Out.WriteLine(line);
        }
    }

    private static string Dollars(double dollars) => string.Create(CultureInfo.InvariantCulture, $"${dollars:N2}");
}
