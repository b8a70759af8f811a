using HtmIt.Core.Actors;
using HtmIt.Core.Log;
using HtmIt.Core.Scheduling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Retention;

/// <summary>Removes what is older than the retention threshold, a month at a time. Row ids, statuses and what models have learnt stay.</summary>
/// <remarks>A model is a function of all its rows, the removed ones too. So no month goes before every model that has seen it has a
/// checkpoint that covers it; and before that is looked at, the month is hidden, so that no model begins to read it meanwhile.</remarks>
public sealed partial class ExpireData(
    RetentionPolicy policy,
    IMonthStore months,
    IEnumerable<IExpiringData> others,
    IJobSchedule schedule,
    IModelRuntime runtime,
    IOptions<RetentionOptions> options,
    ILogger<ExpireData> logger
)
{
    private const string Job = "retention";
    private static readonly TimeSpan RetryPause = TimeSpan.FromMinutes(1);

    public bool IsOn => policy.ThresholdDays is not null;

    /// <summary>Runs if it is this server's turn; false when it is not.</summary>
    public async Task<bool> RunIfDueAsync(CancellationToken cancellationToken)
    {
        if (!IsOn || !await schedule.TryTakeTurnAsync(Job, TimeSpan.FromSeconds(options.Value.IntervalSeconds), cancellationToken))
        {
            return false;
        }
        var complete = false;
        try
        {
            await months.TryRunAloneAsync(async () => complete = await RunAsync(cancellationToken), cancellationToken);
        }
        finally
        {
            if (!complete)
            {
                await schedule.TakeAgainInAsync(Job, RetryPause, CancellationToken.None);
            }
        }
        return true;
    }

    /// <summary>False when a month had to stay although its time has come.</summary>
    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await months.FinishRemovalsAsync(cancellationToken);
        if (policy.KeptSince is not { } keptSince)
        {
            return true;
        }
        // What is found now is what this run removes: it ends even if older months keep being made.
        foreach (var month in await months.ListAsync(keptSince, cancellationToken))
        {
            if (!await SaveModelsAsync(month, cancellationToken))
            {
                Log.ModelsNotSaved(logger, month);
                return false;
            }
            await months.HideBeforeAsync(month.End, cancellationToken);
            if (!await SaveModelsAsync(month, cancellationToken))
            {
                Log.ModelsNotSaved(logger, month);
                return false;
            }
            await months.RemoveAsync(month, cancellationToken);
            Log.Removed(logger, month);
        }
        foreach (var other in others)
        {
            await other.RemoveBeforeAsync(DateTimeOffset.FromUnixTimeSeconds(keptSince), cancellationToken);
        }
        return true;
    }

    private async Task<bool> SaveModelsAsync(StoredMonth month, CancellationToken cancellationToken)
    {
        var unsaved = await months.ListUnsavedAsync(month, cancellationToken);
        if (unsaved.Count == 0)
        {
            return true;
        }
        foreach (var id in unsaved)
        {
            // A metric deleted meanwhile, or a busy one: whether all is well is asked afterwards.
            await runtime.SaveAsync(id, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return (await months.ListUnsavedAsync(month, cancellationToken)).Count == 0;
    }

    private static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Information, "Removed the samples of {Month}: they are older than the retention threshold")]
        public static partial void Removed(ILogger logger, StoredMonth month);

        [LoggerMessage(1202, LogLevel.Warning, "The samples of {Month} stay a little longer: models that need them are not saved yet")]
        public static partial void ModelsNotSaved(ILogger logger, StoredMonth month);
    }
}
