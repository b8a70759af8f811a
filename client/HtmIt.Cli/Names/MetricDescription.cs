using HtmIt.Client;
using HtmIt.Client.Errors;

namespace HtmIt.Cli.Names;

/// <summary>Says something about a metric, whether it is there already or not.</summary>
internal static class MetricDescription
{
    public static async Task SayAsync(IHtmItClient client, MetricTarget target, MetricChange change, CancellationToken cancellationToken)
    {
        if (change.IsEmpty)
        {
            return;
        }

        if (target is MetricByKey { Key: var key })
        {
            try
            {
                var metric = new NewMetric(key) { Unit = change.Unit ?? "", Resource = change.Resource ?? "" };
                await client.Metrics.CreateAsync(metric, cancellationToken);
                return;
            }
            catch (MetricAlreadyExistsException)
            {
                // Other things are said about it: changed below.
            }
        }

        await client.Metrics[target].UpdateAsync(change, cancellationToken);
    }
}
