using HtmIt.Client;

namespace HtmIt.EndToEnd.Tests;

/// <summary>Waits for what takes the server a while, asking now and then.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The model of a custom metric once it has worked off its backlog, or has failed.</summary>
    public static async Task<Model> ActiveAsync(HtmItClient client, string metricName, CancellationToken cancellationToken)
    {
        var metric = await client.Metrics[metricName].GetAsync(cancellationToken);
        using var timer = new PeriodicTimer(Pause);
        while (true)
        {
            var model = await client.Models[metric.Model].GetAsync(cancellationToken);
            if (model.Metric.Status is not (MetricStatus.CreatePending or MetricStatus.PendingData))
            {
                return model;
            }
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
