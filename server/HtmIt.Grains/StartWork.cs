using HtmIt.Core.Errors;

namespace HtmIt.Grains;

/// <summary>Work that a server does once after its start.</summary>
internal static class StartWork
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Does it again after a fault: a database that is away just then must not end the server.</summary>
    public static async Task UntilDoneAsync(
        Func<CancellationToken, Task> work,
        TimeProvider time,
        FaultLog faults,
        CancellationToken stoppingToken
    )
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work(stoppingToken);
                faults.Succeeded();
                return;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                faults.Failed(fault);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
