namespace HtmIt.Client.Errors;

/// <summary>There is no such model.</summary>
public sealed class ModelNotFoundException(HtmItError error) : NotFoundException(error)
{
    /// <summary>The name that was asked for.</summary>
    public string? Model => Value("model");
}
