using HtmIt.Client;
using HtmIt.Client.Errors;

namespace HtmIt.Cli.Rendering;

/// <summary>Says of scores that their model had not learnt enough, and how far it was: such scores are no reason to get up at night.</summary>
internal sealed class LearningText(IHtmItClient client)
{
    // A setting of the server, the same for all metrics: asked for once.
    private int? _needed;

    /// <summary><c>learning 45 of 120</c>; empty for what was scored by a model that had learnt.</summary>
    public async ValueTask<string> OfAsync(MetricDataRow row, CancellationToken cancellationToken) =>
        row.IsLearning ? Of(row.RowId, await NeededAsync(row.Metric, cancellationToken)) : "";

    /// <summary>The same of a row that does not say it itself.</summary>
    public async ValueTask<string> OfAsync(string metric, long rowId, CancellationToken cancellationToken)
    {
        var needed = await NeededAsync(metric, cancellationToken);
        return rowId > 0 && rowId <= needed ? Of(rowId, needed) : "";
    }

    /// <summary>How far a model is; empty when it has learnt, or is none yet.</summary>
    public static string Of(Model model) =>
        model.LearningRowCount < model.LearningRowsNeeded ? Of(model.LearningRowCount, model.LearningRowsNeeded) : "";

    private static string Of(long rowId, int needed) =>
        needed > 0 ? $"learning {Show.Count(rowId)} of {Show.Count(needed)}" : $"learning, row {Show.Count(rowId)}";

    /// <summary>How many rows are needed; 0 while it is not known.</summary>
    private async ValueTask<int> NeededAsync(string metric, CancellationToken cancellationToken)
    {
        if (_needed is { } known)
        {
            return known;
        }

        try
        {
            var found = await client.Metrics[MetricTarget.ByResourceName(metric)].GetAsync(cancellationToken);
            _needed = (await client.Models[found.Model].GetAsync(cancellationToken)).LearningRowsNeeded;
        }
        catch (HtmItException exception) when (exception is NotFoundException or WrongStateException)
        {
            // Deleted since, or not monitored any more: the next metric may know.
        }

        return _needed ?? 0;
    }
}
