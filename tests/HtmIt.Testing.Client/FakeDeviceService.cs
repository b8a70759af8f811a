using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeDeviceService(FakeServices services) : DeviceService.DeviceServiceBase
{
    public override Task<GetDeviceResponse> GetDevice(GetDeviceRequest request, ServerCallContext context) =>
        services.AnswerAsync<GetDeviceResponse>(nameof(GetDevice), request, context);

    public override Task<ListDevicesResponse> ListDevices(ListDevicesRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListDevicesResponse>(nameof(ListDevices), request, context);

    public override Task<UpdateDeviceResponse> UpdateDevice(UpdateDeviceRequest request, ServerCallContext context) =>
        services.AnswerAsync<UpdateDeviceResponse>(nameof(UpdateDevice), request, context);

    public override Task<DeleteDeviceResponse> DeleteDevice(DeleteDeviceRequest request, ServerCallContext context) =>
        services.AnswerAsync<DeleteDeviceResponse>(nameof(DeleteDevice), request, context);

    public override Task<ExplainDeviceResponse> ExplainDevice(ExplainDeviceRequest request, ServerCallContext context) =>
        services.AnswerAsync<ExplainDeviceResponse>(nameof(ExplainDevice), request, context);

    public override Task<TestDeviceResponse> TestDevice(TestDeviceRequest request, ServerCallContext context) =>
        services.AnswerAsync<TestDeviceResponse>(nameof(TestDevice), request, context);

    public override Task<SimulateDeviceResponse> SimulateDevice(SimulateDeviceRequest request, ServerCallContext context) =>
        services.AnswerAsync<SimulateDeviceResponse>(nameof(SimulateDevice), request, context);
}
