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
}
