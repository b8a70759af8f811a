using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeDiagnosticsService(FakeServices services) : DiagnosticsService.DiagnosticsServiceBase
{
    public override Task<SubmitFeedbackResponse> SubmitFeedback(SubmitFeedbackRequest request, ServerCallContext context) =>
        services.AnswerAsync<SubmitFeedbackResponse>(nameof(SubmitFeedback), request, context);

    public override Task<GetServerInfoResponse> GetServerInfo(GetServerInfoRequest request, ServerCallContext context) =>
        request.View == ServerInfoView.Basic
            ? services.TellContractAsync(context)
            : services.AnswerAsync<GetServerInfoResponse>(nameof(GetServerInfo), request, context);
}
