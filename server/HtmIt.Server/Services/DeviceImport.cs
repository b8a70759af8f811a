using HtmIt.Core.Notifications.Devices;
using HtmIt.Server.Mapping;
using HtmIt.V1;
using Device = HtmIt.V1.Device;

namespace HtmIt.Server.Services;

/// <summary>Makes a device as another server had it, without the secret that no export has.</summary>
internal sealed class DeviceImport(IDeviceStore devices, SaveDevice saveDevice, DeviceDefaults defaults, ISecretProtector secrets)
{
    /// <summary>A device that exists stays as it is.</summary>
    public async Task<ImportedItem> ExecuteAsync(Device proto, bool validateOnly, CancellationToken cancellationToken)
    {
        var id = DeviceMapping.ToId("device.name", proto.Name);
        var change = DeviceChange.Read(new() { Device = proto }, defaults.Create(id), secrets);
        if (await devices.FindAsync(id, cancellationToken) is { } existing)
        {
            return Describe(existing, created: false);
        }
        var wanted = change.Apply(defaults.Create(id));
        saveDevice.Check(wanted);
        if (validateOnly)
        {
            return Describe(null, created: true);
        }
        // Null where somebody else was faster.
        var saved = await devices.TrySaveAsync(wanted, from: null, cancellationToken);
        return Describe(saved ?? await devices.FindAsync(id, cancellationToken), created: saved is not null);

        ImportedItem Describe(Core.Notifications.Devices.Device? device, bool created) =>
            new()
            {
                Name = proto.Name,
                Created = created,
                WebhookSecretMissing = proto.WebhookSecretStored && device?.ProtectedWebhookSecret is null,
            };
    }
}
