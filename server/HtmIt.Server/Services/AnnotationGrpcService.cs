using Grpc.Core;
using HtmIt.Core.Annotations;
using HtmIt.Core.Errors;
using HtmIt.Server.Mapping;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.AnnotationService</c>.</summary>
internal sealed class AnnotationGrpcService(IAnnotationStore annotations, CreateAnnotation createAnnotation, TimeProvider time)
    : AnnotationService.AnnotationServiceBase
{
    public override async Task<CreateAnnotationResponse> CreateAnnotation(CreateAnnotationRequest request, ServerCallContext context)
    {
        var given = AnnotationMapping.ToAnnotation(request, time.GetUtcNow());
        var hasTime = AnnotationMapping.HasTime(request.Annotation);
        var (annotation, created) = await createAnnotation.ExecuteAsync(given, hasTime, context.CancellationToken);
        return new() { Annotation = AnnotationMapping.ToProto(annotation), Created = created };
    }

    public override async Task<GetAnnotationResponse> GetAnnotation(GetAnnotationRequest request, ServerCallContext context)
    {
        var id = AnnotationMapping.ToId("name", request.Name);
        var found = await annotations.FindAsync(id, context.CancellationToken) ?? throw AnnotationErrors.AnnotationNotFound(id);
        return new() { Annotation = AnnotationMapping.ToProto(found) };
    }

    public override async Task<ListAnnotationsResponse> ListAnnotations(ListAnnotationsRequest request, ServerCallContext context)
    {
        var filter = AnnotationMapping.ToFilter(request);
        var page = new Page<AnnotationKey>(request.PageSize, request.PageToken, $"annotations {filter}");
        var (found, next) = await annotations.ListAsync(filter, page.After, page.Size, context.CancellationToken);
        return new() { Annotations = { found.Select(AnnotationMapping.ToProto) }, NextPageToken = page.Next(next) };
    }

    public override async Task<UpdateAnnotationResponse> UpdateAnnotation(UpdateAnnotationRequest request, ServerCallContext context)
    {
        var proto = request.Annotation ?? throw DomainErrors.InvalidField("annotation", "", "must be given");
        var id = AnnotationMapping.ToId("annotation.name", proto.Name);
        var change = AnnotationMapping.ToChange(proto, request.UpdateMask);
        var changed = await annotations.ChangeAsync(id, change, context.CancellationToken) ?? throw AnnotationErrors.AnnotationNotFound(id);
        return new() { Annotation = AnnotationMapping.ToProto(changed) };
    }

    public override async Task<DeleteAnnotationResponse> DeleteAnnotation(DeleteAnnotationRequest request, ServerCallContext context)
    {
        var id = AnnotationMapping.ToId("name", request.Name);
        return await annotations.DeleteAsync(id, context.CancellationToken) || request.AllowMissing
            ? new()
            : throw AnnotationErrors.AnnotationNotFound(id);
    }
}
