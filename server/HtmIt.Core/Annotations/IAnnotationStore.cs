namespace HtmIt.Core.Annotations;

/// <summary>The table of annotations. Those of a server leave it with the server's last monitored metric, in the same transaction.</summary>
public interface IAnnotationStore
{
    /// <summary>Adds the annotation; false when no metric has its resource.</summary>
    Task<bool> TryAddAsync(Annotation annotation, CancellationToken cancellationToken);

    Task<Annotation?> FindAsync(AnnotationId id, CancellationToken cancellationToken);

    /// <summary>Annotations in list order, after <paramref name="after"/>; the key is null when there are no more.</summary>
    Task<(IReadOnlyList<Annotation> Page, AnnotationKey? Next)> ListAsync(
        AnnotationFilter filter,
        AnnotationKey? after,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Changes the annotation as it is at the time; null when there is none.</summary>
    Task<Annotation?> ChangeAsync(AnnotationId id, Func<Annotation, Annotation> change, CancellationToken cancellationToken);

    /// <summary>False when there was none.</summary>
    Task<bool> DeleteAsync(AnnotationId id, CancellationToken cancellationToken);
}
