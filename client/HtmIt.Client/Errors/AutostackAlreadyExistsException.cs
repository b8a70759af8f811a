namespace HtmIt.Client.Errors;

/// <summary>An autostack of that name exists in the region.</summary>
public sealed class AutostackAlreadyExistsException(HtmItError error) : AlreadyExistsException(error)
{
    /// <summary>Name of the existing one.</summary>
    public string? Autostack => Value("autostack");
}
