using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Resources;

/// <summary>Deletes the models of a resource.</summary>
public sealed class DeleteResource(IResourceStore resources, DeleteModel delete)
{
    /// <returns>How many models were deleted.</returns>
    /// <exception cref="DomainException">ResourceNotFound, ModelOfAutostack; nothing was deleted then.</exception>
    public async Task<int> ExecuteAsync(ResourceId id, CancellationToken cancellationToken)
    {
        var resource = await resources.FindAsync(id, cancellationToken) ?? throw ResourceErrors.ResourceNotFound(id);
        foreach (var metric in resource.Metrics)
        {
            delete.Check(metric);
        }
        var deleted = 0;
        foreach (var metric in resource.Metrics)
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
