namespace HtmIt.Client;

/// <summary>What became of the wish to change a device's settings.</summary>
/// <param name="Device">The settings as they are now.</param>
/// <param name="Created">Whether this call made the device.</param>
public sealed record UpdateDeviceResult(Device Device, bool Created);
