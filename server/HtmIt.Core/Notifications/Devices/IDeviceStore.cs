namespace HtmIt.Core.Notifications.Devices;

/// <summary>The table of devices. Each change also moves the thresholds that commits go by.</summary>
public interface IDeviceStore
{
    Task<Device?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Devices by id, after one.</summary>
    Task<IReadOnlyList<Device>> ListAsync(string after, int limit, CancellationToken cancellationToken);

    /// <summary>Adds the device, or changes it if its settings are still those of <paramref name="from"/>; null when they are not, or when it
    /// exists and should not.</summary>
    Task<Device?> TrySaveAsync(Device device, Device? from, CancellationToken cancellationToken);

    /// <summary>Removes the device with its notifications; false when there was none.</summary>
    Task<bool> DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Notes that the device fetches notifications now; false when there is no such device.</summary>
    Task<bool> TouchAsync(string id, CancellationToken cancellationToken);
}
