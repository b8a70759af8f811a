namespace HtmIt.Client;

/// <summary>The calls of <see cref="IResourcesClient"/> that take options, with the default of each.</summary>
/// <remarks>Beside the interface, so that a fake has each call once, and that <c>new()</c> as an argument means options.</remarks>
public static class ResourcesClientExtensions
{
    /// <summary>Suggests what to monitor in the region of the server's settings, with its own credentials.</summary>
    /// <param name="resources">The resources.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public static Task<SuggestedResources> SuggestAsync(this IResourcesClient resources, CancellationToken cancellationToken = default) =>
        resources.SuggestAsync(new SuggestResourcesOptions(), cancellationToken);
}
