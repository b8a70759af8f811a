namespace HtmIt.Client.Errors;

/// <summary>There is no such instance.</summary>
public sealed class InstanceNotFoundException(HtmItError error) : NotFoundException(error)
{
    /// <summary>The server that was asked for.</summary>
    public string? Server => Value("server");
}
