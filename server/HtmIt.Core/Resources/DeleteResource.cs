using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Resources;

/// <summary>Deletes the models of a resource.</summary>
public sealed class DeleteResource(IResourceStore resources, DeleteModel delete)
{
    /// <param name="text">The resource as in <see cref="Metric.Resource"/>, with or without the identifying dimension.</param>
    /// <returns>How many models were deleted.</returns>
    /// <exception cref="DomainException">ResourceNotFound, ModelOfAutostack; nothing was deleted then.</exception>
    public async Task<int> ExecuteAsync(string text, CancellationToken cancellationToken)
    {
        var resource =
            await resources.FindAsync(text, cancellationToken)
            ?? await resources.FindAsync(ResourceName.WithoutDimension(text), cancellationToken)
            ?? throw ResourceErrors.ResourceNotFound(text);
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
