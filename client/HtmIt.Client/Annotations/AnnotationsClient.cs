using Google.Protobuf.WellKnownTypes;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.AnnotationService</c>.</summary>
internal sealed class AnnotationsClient(AnnotationService.AnnotationServiceClient stub, Calls calls) : IAnnotationsClient
{
    public IAnnotationHandle this[string name] => new AnnotationHandle(stub, calls, name ?? throw new ArgumentNullException(nameof(name)));

    public async Task<Annotation> CreateAsync(Annotation annotation, Guid id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        var request = new CreateAnnotationRequest { Annotation = AnnotationMapping.ToProto(annotation), AnnotationId = id.ToString("N") };
        var response = await calls.CallAsync(stub.CreateAnnotationAsync, request, cancellationToken).ConfigureAwait(false);
        return AnnotationMapping.ToAnnotation(response.Annotation);
    }

    public IAsyncEnumerable<Annotation> ListAsync(ListAnnotationsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return calls.ListAsync(
            stub.ListAnnotationsAsync,
            pageToken => new ListAnnotationsRequest
            {
                PageSize = options.PageSize,
                PageToken = pageToken,
                Client = options.Client,
                User = options.User,
                Resource = options.Resource,
                Metric = options.Metric,
                Incident = options.Incident,
                StartTime = options.StartTime?.ToTimestamp(),
                EndTime = options.EndTime?.ToTimestamp(),
            },
            page => (page.Annotations.Select(AnnotationMapping.ToAnnotation), page.NextPageToken),
            cancellationToken
        );
    }
}
