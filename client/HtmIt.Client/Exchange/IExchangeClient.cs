namespace HtmIt.Client;

/// <summary>All that a server keeps, to be moved to another one: metrics with rows, scores and incidents, what their models have learnt,
/// annotations, devices.</summary>
public interface IExchangeClient
{
    /// <summary>Exports everything. One that broke is continued after the last metric that is complete.</summary>
    /// <param name="afterMetric">The metric (<c>metrics/{uid}</c>) to continue after: the last one whose <c>metricEnd</c> came. Put what came up
    /// to there in front. Empty: from the start.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>One JSON document for each piece, in an order that an import needs; the first one has the property <c>head</c>, the last one
    /// <c>end</c>.</returns>
    /// <exception cref="Errors.MetricNotFoundException">The metric to continue after is gone.</exception>
    IAsyncEnumerable<string> ExportAllAsync(string afterMetric, CancellationToken cancellationToken = default);

    /// <summary>Imports what <see cref="ExportAllAsync"/> gave. Repeating it completes one that was cut off, and changes nothing else.</summary>
    /// <param name="items">The pieces, in their order.</param>
    /// <param name="validateOnly">Checks and changes nothing: results say what would be done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A result for each metric, annotation and device, in order.</returns>
    /// <exception cref="FormatException">An item is no piece of an export.</exception>
    IAsyncEnumerable<ImportedItem> ImportAllAsync(
        IAsyncEnumerable<string> items,
        bool validateOnly,
        CancellationToken cancellationToken = default
    );
}
