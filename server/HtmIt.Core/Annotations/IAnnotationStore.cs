namespace HtmIt.Core.Annotations;

/// <summary>The table of annotations. Those of a resource leave it with the resource's last monitored metric, in the same
/// transaction, and those of a metric with the metric; they go along with it when it is said to be measured on another resource.</summary>
public interface IAnnotationStore
{
    /// <summary>Adds the annotation, or gives the one of its id back that is there; null when no metric has its resource or when its metric has
    /// another one.</summary>
    Task<(Annotation Annotation, bool Created)?> TryAddAsync(Annotation annotation, CancellationToken cancellationToken);

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
