namespace HtmIt.Client.Errors;

/// <summary>There is no such annotation.</summary>
public sealed class AnnotationNotFoundException(HtmItError error) : NotFoundException(error)
{
    /// <summary>The name that was asked for.</summary>
    public string? Annotation => Value("annotation");
}
