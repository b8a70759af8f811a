namespace HtmIt.Client.Errors;

/// <summary>The annotation is not that of the etag any more. Get it and ask again.</summary>
public sealed class AnnotationChangedException(HtmItError error) : ConflictException(error)
{
    /// <summary>Name of the annotation.</summary>
    public string? Annotation => Value("annotation");
}
