using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeAnnotationService(FakeServices services) : AnnotationService.AnnotationServiceBase
{
    public override Task<CreateAnnotationResponse> CreateAnnotation(CreateAnnotationRequest request, ServerCallContext context) =>
        services.AnswerAsync<CreateAnnotationResponse>(nameof(CreateAnnotation), request, context);

    public override Task<GetAnnotationResponse> GetAnnotation(GetAnnotationRequest request, ServerCallContext context) =>
        services.AnswerAsync<GetAnnotationResponse>(nameof(GetAnnotation), request, context);

    public override Task<ListAnnotationsResponse> ListAnnotations(ListAnnotationsRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListAnnotationsResponse>(nameof(ListAnnotations), request, context);

    public override Task<UpdateAnnotationResponse> UpdateAnnotation(UpdateAnnotationRequest request, ServerCallContext context) =>
        services.AnswerAsync<UpdateAnnotationResponse>(nameof(UpdateAnnotation), request, context);

    public override Task<DeleteAnnotationResponse> DeleteAnnotation(DeleteAnnotationRequest request, ServerCallContext context) =>
        services.AnswerAsync<DeleteAnnotationResponse>(nameof(DeleteAnnotation), request, context);
}
