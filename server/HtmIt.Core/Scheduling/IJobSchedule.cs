namespace HtmIt.Core.Scheduling;

/// <summary>When jobs of the cluster are due next. All servers ask; one of them gets each turn.</summary>
public interface IJobSchedule
{
    /// <summary>Takes the job's turn if it is due; the next one is an interval from now. A job nobody ran yet is due.</summary>
    Task<bool> TryTakeTurnAsync(string job, TimeSpan interval, CancellationToken cancellationToken);

    /// <summary>Brings the next turn forward, after one that could not be completed.</summary>
    Task TakeAgainInAsync(string job, TimeSpan pause, CancellationToken cancellationToken);
}
