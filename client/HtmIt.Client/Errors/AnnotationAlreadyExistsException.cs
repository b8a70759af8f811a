namespace HtmIt.Client.Errors;

/// <summary>Another annotation has this id.</summary>
public sealed class AnnotationAlreadyExistsException(HtmItError error) : AlreadyExistsException(error)
{
    /// <summary>Name of the annotation.</summary>
    public string? Annotation => Value("annotation");
}
