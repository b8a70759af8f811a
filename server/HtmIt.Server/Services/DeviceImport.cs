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
        var existing = await devices.FindAsync(id, cancellationToken);
        if (existing is null && !validateOnly)
        {
            (existing, _) = await saveDevice.ExecuteAsync(id, change.Apply, "", allowMissing: true, cancellationToken);
            return Describe(existing, created: true);
        }
        return Describe(existing, created: existing is null);

        ImportedItem Describe(Core.Notifications.Devices.Device? device, bool created) =>
            new()
            {
                Name = proto.Name,
                Created = created,
                WebhookSecretMissing = proto.WebhookSecretStored && device?.ProtectedWebhookSecret is null,
            };
    }
}
