using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Notifications.Explanations;
using HtmIt.Core.Notifications.Simulations;
using HtmIt.Server.Mapping;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.DeviceService</c>.</summary>
internal sealed class DeviceGrpcService(
    IDeviceStore devices,
    SaveDevice saveDevice,
    TestDevice testDevice,
    ExplainDevice explainDevice,
    SimulateDevice simulateDevice,
    DeviceDefaults defaults,
    ISecretProtector secrets,
    TimeProvider time
) : DeviceService.DeviceServiceBase
{
    public override async Task<GetDeviceResponse> GetDevice(GetDeviceRequest request, ServerCallContext context)
    {
        var id = DeviceMapping.ToId("name", request.Name);
        var device = await devices.FindAsync(id, context.CancellationToken) ?? throw NotificationErrors.DeviceNotFound(id);
        return new() { Device = DeviceMapping.ToProto(device) };
    }

    public override async Task<ListDevicesResponse> ListDevices(ListDevicesRequest request, ServerCallContext context)
    {
        var page = new Page<string>(request.PageSize, request.PageToken, "devices");
        var (found, next) = await page.TakeAsync(
            (after, limit) => devices.ListAsync(after ?? "", limit, context.CancellationToken),
            last => last.Id
        );
        return new() { Devices = { found.Select(DeviceMapping.ToProto) }, NextPageToken = next };
    }

    public override async Task<UpdateDeviceResponse> UpdateDevice(UpdateDeviceRequest request, ServerCallContext context)
    {
        if (request.Device is not { } proto)
        {
            throw DomainErrors.InvalidField("device", "", "must be given");
        }
        var id = DeviceMapping.ToId("device.name", proto.Name);
        var change = DeviceChange.Read(request, defaults.Create(id), secrets);
        var (device, created) = await saveDevice.ExecuteAsync(
            id,
            change.Apply,
            proto.Etag,
            request.AllowMissing,
            context.CancellationToken
        );
        return new() { Device = DeviceMapping.ToProto(device), Created = created };
    }

    public override async Task<DeleteDeviceResponse> DeleteDevice(DeleteDeviceRequest request, ServerCallContext context)
    {
        var id = DeviceMapping.ToId("name", request.Name);
        return await devices.DeleteAsync(id, context.CancellationToken) || request.AllowMissing
            ? new()
            : throw NotificationErrors.DeviceNotFound(id);
    }

    public override async Task<ExplainDeviceResponse> ExplainDevice(ExplainDeviceRequest request, ServerCallContext context)
    {
        var id = DeviceMapping.ToId("name", request.Name);
        var metric = MetricMapping.ToMetricId("metric", request.Metric);
        return DeviceMapping.ToProto(await explainDevice.ExecuteAsync(id, metric, context.CancellationToken));
    }

    public override async Task<TestDeviceResponse> TestDevice(TestDeviceRequest request, ServerCallContext context)
    {
        var id = DeviceMapping.ToId("name", request.Name);
        var results = await testDevice.ExecuteAsync(id, context.CancellationToken);
        return new() { Results = { results.Select(DeviceMapping.ToProto) } };
    }

    public override async Task<SimulateDeviceResponse> SimulateDevice(SimulateDeviceRequest request, ServerCallContext context)
    {
        var query = DeviceSimulationMapping.ToQuery(request, time.GetUtcNow());
        var device = await FindAsync(request, context.CancellationToken);
        var simulation = await simulateDevice.ExecuteAsync(device, query, context.CancellationToken);
        return DeviceSimulationMapping.ToProto(device, query, simulation);
    }

    /// <summary>The settings to try: those of the device that is named, changed by what is given.</summary>
    private async Task<Core.Notifications.Devices.Device> FindAsync(SimulateDeviceRequest request, CancellationToken cancellationToken)
    {
        if (request.Device is not { } proto)
        {
            throw DomainErrors.InvalidField("device", "", "must be given");
        }
        var id = proto.Name.Length == 0 ? "" : DeviceMapping.ToId("device.name", proto.Name);
        var from = defaults.Create(id);
        if (id.Length > 0)
        {
            from = await devices.FindAsync(id, cancellationToken) ?? throw NotificationErrors.DeviceNotFound(id);
        }
        var device = DeviceChange.ReadGiven(proto, defaults.Create(id), secrets).Apply(from);
        saveDevice.Check(device);
        return device;
    }
}
