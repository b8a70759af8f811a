namespace HtmIt.Client.Errors;

/// <summary>The device's settings are not those of the etag any more. Get them and ask again.</summary>
public sealed class DeviceChangedException(HtmItError error) : ConflictException(error)
{
    /// <summary>Name of the device.</summary>
    public string? Device => Value("device");
}
