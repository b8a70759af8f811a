using HtmIt.Core.Errors;

namespace HtmIt.Core.Annotations;

/// <summary>Refusals about annotations.</summary>
public static class AnnotationErrors
{
    public static DomainException AnnotationNotFound(AnnotationId id) =>
        new(
            ErrorReason.AnnotationNotFound,
            $"There is no annotation '{id.ResourceName}'.",
            new Dictionary<string, string> { ["annotation"] = id.ResourceName }
        );

    public static DomainException AnnotationChanged(AnnotationId id) =>
        new(
            ErrorReason.AnnotationChanged,
            $"The annotation '{id.ResourceName}' is not that of the etag any more; get it and ask again.",
            new Dictionary<string, string> { ["annotation"] = id.ResourceName }
        );

    public static DomainException AnnotationAlreadyExists(AnnotationId id) =>
        new(
            ErrorReason.AnnotationAlreadyExists,
            $"There is an annotation '{id.ResourceName}' that says something else.",
            new Dictionary<string, string> { ["annotation"] = id.ResourceName }
        );
}
