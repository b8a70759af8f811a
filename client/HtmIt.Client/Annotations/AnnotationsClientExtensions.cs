using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>The calls of <see cref="IAnnotationsClient"/> that take options, with the default of each.</summary>
/// <remarks>Beside the interface, so that a fake has each call once, and that <c>new()</c> as an argument means options.</remarks>
public static class AnnotationsClientExtensions
{
    /// <summary>Creates an annotation under a random id: a transport that asks again, because the answer was lost, makes no other one.</summary>
    /// <param name="annotations">The annotations.</param>
    /// <param name="annotation">The annotation.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InvalidFieldException">A field breaks its rule, or no metric has this resource.</exception>
    /// <exception cref="MetricNotFoundException">The metric does not exist.</exception>
    public static Task<Annotation> CreateAsync(
        this IAnnotationsClient annotations,
        Annotation annotation,
        CancellationToken cancellationToken = default
    ) => annotations.CreateAsync(annotation, Guid.NewGuid(), cancellationToken);

    /// <summary>Lists all annotations, those created last first, page by page as the list is read.</summary>
    /// <param name="annotations">The annotations.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public static IAsyncEnumerable<Annotation> ListAsync(
        this IAnnotationsClient annotations,
        CancellationToken cancellationToken = default
    ) => annotations.ListAsync(new ListAnnotationsOptions(), cancellationToken);
}
