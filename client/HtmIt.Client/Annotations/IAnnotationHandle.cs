using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>One annotation. Holds nothing but its name: cheap to make, and as good as the server's answer to each call.</summary>
public interface IAnnotationHandle
{
    /// <summary>The annotation's name.</summary>
    string Name { get; }

    /// <summary>Gets the annotation.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="AnnotationNotFoundException">There is no such annotation.</exception>
    Task<Annotation> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Changes the annotation.</summary>
    /// <param name="change">What to change; at least one field.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="AnnotationNotFoundException">There is no such annotation.</exception>
    /// <exception cref="InvalidFieldException">A field breaks its rule, or none is to change.</exception>
    /// <exception cref="AnnotationChangedException">The annotation is not that of the etag any more.</exception>
    Task<Annotation> UpdateAsync(AnnotationChange change, CancellationToken cancellationToken = default);

    /// <summary>Deletes the annotation.</summary>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="AnnotationNotFoundException">There is no such annotation.</exception>
    Task DeleteAsync(CancellationToken cancellationToken = default);
}
