using System.Text.Json.Nodes;

namespace HtmIt.Client;

/// <summary>The calls of <see cref="IModelsClient"/> that take options, with the default of each.</summary>
/// <remarks>Beside the interface, so that a fake has each call once, and that <c>new()</c> as an argument means options.</remarks>
public static class ModelsClientExtensions
{
    /// <summary>Lists all models of monitored metrics, page by page as the list is read.</summary>
    /// <param name="models">The models.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public static IAsyncEnumerable<Model> ListAsync(this IModelsClient models, CancellationToken cancellationToken = default) =>
        models.ListAsync(new ListModelsOptions(), cancellationToken);

    /// <summary>Exports all models, as <see cref="IModelsClient.ExportAsync"/> does.</summary>
    /// <param name="models">The models.</param>
    /// <param name="cancellationToken">Ends the export.</param>
    public static IAsyncEnumerable<JsonObject> ExportAsync(this IModelsClient models, CancellationToken cancellationToken = default) =>
        models.ExportAsync([], cancellationToken);
}
