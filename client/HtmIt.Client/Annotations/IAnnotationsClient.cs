using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Notes about servers. Those of a server go with its last monitored metric.</summary>
public interface IAnnotationsClient
{
    /// <summary>Creates an annotation; its name and creation time come from the server.</summary>
    /// <exception cref="InvalidFieldException">A field breaks its rule, or no metric has this server.</exception>
    Task<Annotation> CreateAsync(Annotation annotation, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Gets one annotation by its resource name.</summary>
    /// <exception cref="AnnotationNotFoundException">There is no such annotation.</exception>
    Task<Annotation> GetAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists annotations, those created last first, page by page as the list is read.</summary>
    IAsyncEnumerable<Annotation> ListAsync(ListAnnotationsOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Changes some fields of the annotation with this name to the values given in it.</summary>
    /// <exception cref="AnnotationNotFoundException">There is no such annotation.</exception>
    /// <exception cref="InvalidFieldException">A field breaks its rule.</exception>
    Task<Annotation> UpdateAsync(
        Annotation annotation,
        AnnotationFields fields,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Deletes an annotation by its resource name.</summary>
    /// <exception cref="AnnotationNotFoundException">There is no such annotation.</exception>
    Task DeleteAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);
}
