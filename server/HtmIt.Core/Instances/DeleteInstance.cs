using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Instances;

/// <summary>Deletes the models of an instance.</summary>
public sealed class DeleteInstance(IInstanceStore instances, DeleteModel delete)
{
    /// <param name="server">The server, with or without the identifying dimension.</param>
    /// <returns>How many models were deleted.</returns>
    /// <exception cref="DomainException">InstanceNotFound, ModelOfAutostack; nothing was deleted then.</exception>
    public async Task<int> ExecuteAsync(string server, CancellationToken cancellationToken)
    {
        var instance =
            await instances.FindAsync(server, cancellationToken)
            ?? await instances.FindAsync(InstanceName.WithoutDimension(server), cancellationToken)
            ?? throw InstanceErrors.InstanceNotFound(server);
        foreach (var metric in instance.Metrics)
        {
            delete.Check(metric);
        }
        var deleted = 0;
        foreach (var metric in instance.Metrics)
        {
            deleted += await DeleteAsync(metric, cancellationToken) ? 1 : 0;
        }
        return deleted;
    }

    private async Task<bool> DeleteAsync(Metric metric, CancellationToken cancellationToken)
    {
        try
        {
            await delete.ExecuteAsync(metric, cancellationToken);
            return true;
        }
        catch (DomainException refusal) when (refusal.Reason == ErrorReason.MetricNotFound)
        {
            return false; // Deleted by somebody else.
        }
    }
}
