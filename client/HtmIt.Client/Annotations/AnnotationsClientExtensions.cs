namespace HtmIt.Client;

/// <summary>The calls of <see cref="IAnnotationsClient"/> that take options, with the default of each.</summary>
/// <remarks>Beside the interface, so that a fake has each call once, and that <c>new()</c> as an argument means options.</remarks>
public static class AnnotationsClientExtensions
{
    /// <summary>Lists all annotations, those created last first, page by page as the list is read.</summary>
    /// <param name="annotations">The annotations.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public static IAsyncEnumerable<Annotation> ListAsync(
        this IAnnotationsClient annotations,
        CancellationToken cancellationToken = default
    ) => annotations.ListAsync(new ListAnnotationsOptions(), cancellationToken);
}
