using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Deletes autostacks and single metrics of them, through the metrics' actors.</summary>
public sealed class DeleteAutostack(IAutostackStore autostacks, IMetricStore metrics, IModelRuntime runtime)
{
    // Each further one needs a metric to be created in between.
    private const int Attempts = 5;

    /// <summary>Deletes the autostack with its metrics, their data and models, and its history.</summary>
    /// <exception cref="DomainException">AutostackNotFound.</exception>
    public async Task ExecuteAsync(AutostackId id, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            foreach (var metric in await metrics.ListAsync(id, cancellationToken))
            {
                await DeleteAsync(metric.Id, cancellationToken);
            }
            switch (await autostacks.DeleteAsync(id, cancellationToken))
            {
                case AutostackDeletion.Deleted:
                    return;
                case AutostackDeletion.NotFound:
                    throw AutostackErrors.AutostackNotFound(id);
            }
        }
        throw DomainErrors.StorageUnavailable();
    }

    /// <summary>Deletes one metric of the autostack with its data and model.</summary>
    /// <exception cref="DomainException">AutostackNotFound, MetricNotFound, MetricNotOfAutostack.</exception>
    public async Task ExecuteAsync(AutostackId id, MetricId metric, CancellationToken cancellationToken)
    {
        _ = await autostacks.FindAsync(id, cancellationToken) ?? throw AutostackErrors.AutostackNotFound(id);
        var found = await metrics.FindAsync(metric, cancellationToken) ?? throw MetricErrors.MetricNotFound(metric);
        if (found.Autostack != id)
        {
            throw AutostackErrors.MetricNotOfAutostack(metric, id);
        }
        await runtime.DeleteAsync(metric, cancellationToken);
    }

    private async Task DeleteAsync(MetricId metric, CancellationToken cancellationToken)
    {
        try
        {
            await runtime.DeleteAsync(metric, cancellationToken);
        }
        catch (DomainException refusal) when (refusal.Reason == ErrorReason.MetricNotFound)
        {
            // Deleted by somebody else.
        }
    }
}
