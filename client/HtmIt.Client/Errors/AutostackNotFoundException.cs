namespace HtmIt.Client.Errors;

/// <summary>There is no such autostack.</summary>
public sealed class AutostackNotFoundException(HtmItError error) : NotFoundException(error)
{
    /// <summary>Name of the autostack.</summary>
    public string? Autostack => Value("autostack");
}
