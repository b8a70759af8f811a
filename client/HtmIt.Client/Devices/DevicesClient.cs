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
            return new DeviceHandle(stub, notifications, calls, clientOptions, NameOf(device));
        }
    }

    public IAsyncEnumerable<Device> ListAsync(CancellationToken cancellationToken) =>
        calls.ListAsync(
            stub.ListDevicesAsync,
            pageToken => new ListDevicesRequest { PageToken = pageToken },
            page => (page.Devices.Select(DeviceMapping.ToDevice), page.NextPageToken),
            cancellationToken
        );

    public async Task<DeviceSimulation> SimulateAsync(SimulateDeviceOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = new SimulateDeviceRequest
        {
            Device = DeviceMapping.ToSettings(options.Device is { } device ? NameOf(device) : "", options.Settings),
            Selector = options.Selector.ToProto(),
            StartTime = DataMapping.ToTimestamp(options.StartTime),
            EndTime = DataMapping.ToTimestamp(options.EndTime),
        };
        return DeviceSimulation.Of(await calls.CallAsync(stub.SimulateDeviceAsync, request, cancellationToken).ConfigureAwait(false));
    }

    private static string NameOf(string device) => device.StartsWith(Prefix, StringComparison.Ordinal) ? device : Prefix + device;
}
