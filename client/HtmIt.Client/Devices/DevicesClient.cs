using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.DeviceService</c> about devices.</summary>
internal sealed class DevicesClient(
    DeviceService.DeviceServiceClient stub,
    NotificationService.NotificationServiceClient notifications,
    Calls calls,
    HtmItClientOptions clientOptions
) : IDevicesClient
{
    private const string Prefix = "devices/";

    public IDeviceHandle this[string device]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(device);
            var name = device.StartsWith(Prefix, StringComparison.Ordinal) ? device : Prefix + device;
            return new DeviceHandle(stub, notifications, calls, clientOptions, name);
        }
    }

    public IAsyncEnumerable<Device> ListAsync(CancellationToken cancellationToken) =>
        calls.ListAsync(
            stub.ListDevicesAsync,
            pageToken => new ListDevicesRequest { PageToken = pageToken },
            page => (page.Devices.Select(DeviceMapping.ToDevice), page.NextPageToken),
            cancellationToken
        );
}
