using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Errors;
using HtmIt.Core.Names;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace HtmIt.Grains;

/// <summary>Shell around <see cref="CollectorShard"/>: one for each account and region in the cluster. A timer runs the rounds; a reminder
/// brings it back on another node when its own is gone.</summary>
[GrainType("collector")]
internal sealed class CollectorGrain(CollectorPorts ports, ILogger<CollectorGrain> logger) : Grain, ICollectorGrain, IRemindable
{
    private const string Reminder = "collect";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(10);

    private FaultLog _faults = null!;
    private CollectorShard _shard = null!;
    private IGrainTimer _timer = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _shard = new(AwsScope.Parse(this.GetPrimaryKeyString()), ports);
        _faults = new(logger, ports.Time, $"Collecting {_shard.Scope}");
        _timer = this.RegisterGrainTimer(
            RunRoundAsync,
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { KeepAlive = true }
        );
        await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod, cancellationToken);
    }

    public Task WakeAsync()
    {
        _shard.Wake();
        _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task<CollectorStateReply> GetStateAsync() => Task.FromResult(CollectorStateReply.From(_shard.State));

    public Task<CollectStateReply[]> GetMetricStatesAsync(Guid[] metrics)
    {
        var states = _shard.StatesOf(metrics.Select(id => new MetricId(id)));
        return Task.FromResult(states.Select(one => CollectStateReply.From(one.Key, one.Value)).ToArray());
    }

    /// <summary>That it is active is all that a reminder wants.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task RunRoundAsync(CancellationToken cancellationToken)
    {
        var pause = PauseAfterFault;
        try
        {
            await _shard.RunRoundAsync(cancellationToken);
            _faults.Succeeded();
            pause = _shard.UntilNextRound();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            // The boundary of the loop: whatever went wrong, the next round begins from what is stored.
            _faults.Failed(fault);
            _shard.Wake();
        }
        if (!cancellationToken.IsCancellationRequested)
        {
            _timer.Change(pause, Timeout.InfiniteTimeSpan);
        }
    }
}
