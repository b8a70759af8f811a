using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Notes about resources, metrics and incidents. Those of a resource go with its last monitored metric. What is done to one note is on its handle.</summary>
public interface IAnnotationsClient
{
    /// <summary>The annotation with a name (<c>annotations/{uid}</c>, as received). Asks nothing of the server.</summary>
    /// <param name="name">The annotation's name.</param>
    IAnnotationHandle this[string name] { get; }

    /// <summary>Creates an annotation; its name and creation time come from the server.</summary>
    /// <param name="annotation">The annotation.</param>
    /// <param name="id">What its name is made of. Given again with the same annotation, the one that is there is returned.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InvalidFieldException">A field breaks its rule, or no metric has this resource.</exception>
    /// <exception cref="MetricNotFoundException">The metric does not exist.</exception>
    /// <exception cref="IncidentNotFoundException">The incident does not exist.</exception>
    /// <exception cref="AnnotationAlreadyExistsException">Another annotation has this id.</exception>
    Task<Annotation> CreateAsync(Annotation annotation, Guid id, CancellationToken cancellationToken = default);

    /// <summary>Lists annotations, those created last first, page by page as the list is read.</summary>
    /// <param name="options">Conditions.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="InvalidFieldException">A condition breaks its rule.</exception>
    IAsyncEnumerable<Annotation> ListAsync(ListAnnotationsOptions options, CancellationToken cancellationToken = default);
}
