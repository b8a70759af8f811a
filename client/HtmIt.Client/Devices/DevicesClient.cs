using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.NotificationService</c> about devices.</summary>
internal sealed class DevicesClient(NotificationService.NotificationServiceClient stub, Calls calls, HtmItClientOptions clientOptions)
    : IDevicesClient
{
    private const string Prefix = "devices/";

    public IDeviceHandle this[string device]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(device);
            var name = device.StartsWith(Prefix, StringComparison.Ordinal) ? device : Prefix + device;
            return new DeviceHandle(stub, calls, clientOptions, name);
        }
    }

    public IAsyncEnumerable<DeviceSettings> ListAsync(CancellationToken cancellationToken) =>
        calls.ListAsync(
            stub.ListDeviceSettingsAsync,
            pageToken => new ListDeviceSettingsRequest { PageToken = pageToken },
            page => (page.DeviceSettings.Select(DeviceMapping.ToDevice), page.NextPageToken),
            cancellationToken
        );
}
