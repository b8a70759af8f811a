namespace HtmIt.Client;

/// <summary>The calls of <see cref="IInstancesClient"/> that take options, with the default of each.</summary>
/// <remarks>Beside the interface, so that a fake has each call once, and that <c>new()</c> as an argument means options.</remarks>
public static class InstancesClientExtensions
{
    /// <summary>Suggests what to monitor in the region of the server's settings, with its own credentials.</summary>
    /// <param name="instances">The instances.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public static Task<SuggestedInstances> SuggestAsync(this IInstancesClient instances, CancellationToken cancellationToken = default) =>
        instances.SuggestAsync(new SuggestInstancesOptions(), cancellationToken);
}
