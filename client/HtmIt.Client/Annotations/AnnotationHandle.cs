using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.AnnotationService</c> about one annotation.</summary>
internal sealed class AnnotationHandle(AnnotationService.AnnotationServiceClient stub, Calls calls, string name) : IAnnotationHandle
{
    public string Name => name;

    public async Task<Annotation> GetAsync(CancellationToken cancellationToken)
    {
        var request = new GetAnnotationRequest { Name = name };
        var response = await calls.CallAsync(stub.GetAnnotationAsync, request, cancellationToken).ConfigureAwait(false);
        return AnnotationMapping.ToAnnotation(response.Annotation);
    }

    public async Task<Annotation> UpdateAsync(AnnotationChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        change.Validate();
        var request = new UpdateAnnotationRequest
        {
            Annotation = AnnotationMapping.ToProto(name, change),
            UpdateMask = AnnotationMapping.ToMask(change),
        };
        var response = await calls.CallAsync(stub.UpdateAnnotationAsync, request, cancellationToken).ConfigureAwait(false);
        return AnnotationMapping.ToAnnotation(response.Annotation);
    }

    public Task DeleteAsync(CancellationToken cancellationToken) =>
        calls.CallAsync(stub.DeleteAnnotationAsync, new DeleteAnnotationRequest { Name = name }, cancellationToken);
}
