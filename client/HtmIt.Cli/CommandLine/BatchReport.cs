using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;
using HtmIt.Client.Errors;

namespace HtmIt.Cli.CommandLine;

/// <summary>Says what became of the items of a batch, each on its own line. Answers 1 when any failed.</summary>
internal static class BatchReport
{
    /// <param name="output">Where to say it.</param>
    /// <param name="items">What the items are called.</param>
    /// <param name="results">What became of each.</param>
    /// <param name="describe">A success for people.</param>
    /// <param name="toView">A success for programs.</param>
    public static int Write<T, TView>(
        Output output,
        IReadOnlyList<string> items,
        IReadOnlyList<ItemResult<T>> results,
        Func<T, string> describe,
        Func<T, TView> toView
    )
        where TView : class
    {
        foreach (var (item, result) in items.Zip(results))
        {
            if (output.IsJson)
            {
                output.WriteJson(
                    result.Error is { } error
                        ? new ItemView<TView>(item, Result: null, new ItemErrorView(error))
                        : new ItemView<TView>(item, toView(result.Value), Error: null)
                );
            }
            else
            {
                WriteLine(output, item, result, describe);
            }
        }

        return ExitCodeOf(results);
    }

    /// <summary>Of metrics that were to be monitored: to programs all of them are one value.</summary>
    /// <param name="output">Where to say it.</param>
    /// <param name="metricNames">What they are called.</param>
    /// <param name="results">What became of each.</param>
    /// <param name="skipped">What could not be looked at; null for nothing.</param>
    /// <param name="cost">What it costs, for programs; null where it costs nothing.</param>
    public static int WriteMonitored(
        Output output,
        IReadOnlyList<string> metricNames,
        IReadOnlyList<ItemResult<CreateModelResult>> results,
        IReadOnlyList<SkippedServiceView>? skipped = null,
        AddedCostView? cost = null
    )
    {
        if (output.IsJson)
        {
            output.WriteJson(
                new MonitoredMetricsView(metricNames.Zip(results, (name, result) => new MonitoredMetricView(name, result)), skipped, cost)
            );
        }
        else
        {
            foreach (var (name, result) in metricNames.Zip(results))
            {
                WriteLine(output, name, result, model => model.Created ? "is monitored from now on" : "was monitored already");
            }
        }

        return ExitCodeOf(results);
    }

    /// <summary>Says to people why an item failed.</summary>
    public static void WriteError(Output output, string item, HtmItException error) =>
        output.Terminal.Error.WriteLine($"{item}: error: {error.Reason}: {error.Message}");

    private static void WriteLine<T>(Output output, string item, ItemResult<T> result, Func<T, string> describe)
    {
        if (result.Error is { } error)
        {
            WriteError(output, item, error);
        }
        else
        {
            output.Terminal.Out.WriteLine($"{item}: {describe(result.Value)}");
        }
    }

    private static int ExitCodeOf<T>(IReadOnlyList<ItemResult<T>> results) =>
        results.Any(result => result.Error is not null) ? ExitCodes.Failed : ExitCodes.Ok;
}
