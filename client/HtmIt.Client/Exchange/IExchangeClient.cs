namespace HtmIt.Client;

/// <summary>All that a server keeps, to be moved to another one: metrics with rows and scores, what their models have learnt, annotations,
/// devices.</summary>
public interface IExchangeClient
{
    /// <summary>Exports everything. It has no position: when it breaks, it is asked for again.</summary>
    /// <returns>One JSON document for each piece, in an order that an import needs; the last one has the property <c>end</c>.</returns>
    IAsyncEnumerable<string> ExportAllAsync(CancellationToken cancellationToken = default);

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
