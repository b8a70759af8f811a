using HtmIt.Core.Errors;

namespace HtmIt.Core.Notifications.Devices;

/// <summary>Changes a device's settings, or makes the device.</summary>
public sealed class SaveDevice(IDeviceStore devices, DeviceDefaults defaults, TargetRules targets)
{
    private const int MostAttempts = 5;

    /// <param name="change">Applied to the settings as they are, or to the defaults.</param>
    /// <param name="etag">The settings must be these; empty means whichever.</param>
    /// <exception cref="DomainException">DeviceNotFound, DeviceChanged, InvalidField.</exception>
    public async Task<(Device Device, bool Created)> ExecuteAsync(
        string id,
        Func<Device, Device> change,
        string etag,
        bool allowMissing,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var from = await devices.FindAsync(id, cancellationToken);
            // What was read with an etag was there: making it anew would bring back what somebody has deleted meanwhile.
            if (from is null && (!allowMissing || etag.Length > 0))
            {
                throw NotificationErrors.DeviceNotFound(id);
            }
            if (from is not null && etag.Length > 0 && etag != from.Etag)
            {
                throw NotificationErrors.DeviceChanged(id);
            }
            var wanted = change(from ?? defaults.Create(id));
            Check(wanted);
            if (await devices.TrySaveAsync(wanted, from, cancellationToken) is { } saved)
            {
                return (saved, from is null);
            }
        }
        throw NotificationErrors.DeviceChanged(id);
    }

    /// <exception cref="DomainException">InvalidField.</exception>
    public void Check(Device device)
    {
        var violations = DeviceRules.Check(device).Concat(targets.Check(device)).ToArray();
        if (violations.Length > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
    }
}
