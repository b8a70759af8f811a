namespace HtmIt.Client.Errors;

/// <summary>There is no such device.</summary>
public sealed class DeviceNotFoundException(HtmItError error) : NotFoundException(error)
{
    /// <summary>Its name.</summary>
    public string? Device => Value("device");
}
