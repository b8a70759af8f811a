using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.AnnotationService</c>.</summary>
internal sealed class AnnotationsClient(AnnotationService.AnnotationServiceClient stub, Calls calls) : IAnnotationsClient
{
    public async Task<Annotation> CreateAsync(Annotation annotation, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        var request = new CreateAnnotationRequest { Annotation = ToProto(annotation) };
        var response = await calls.CallAsync(stub.CreateAnnotationAsync, request, options, cancellationToken).ConfigureAwait(false);
        return ToAnnotation(response.Annotation);
    }

    public async Task<Annotation> GetAsync(string name, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = new GetAnnotationRequest { Name = name };
        var response = await calls.CallAsync(stub.GetAnnotationAsync, request, options, cancellationToken).ConfigureAwait(false);
        return ToAnnotation(response.Annotation);
    }

    public IAsyncEnumerable<Annotation> ListAsync(ListAnnotationsOptions? options, CancellationToken cancellationToken)
    {
        options ??= new ListAnnotationsOptions();
        return Calls.PagesAsync<Annotation>(
            async (pageToken, token) =>
            {
                var request = new ListAnnotationsRequest
                {
                    PageSize = options.PageSize,
                    PageToken = pageToken,
                    Device = options.Device,
                    User = options.User,
                    Server = options.Server,
                    StartTime = options.StartTime?.ToTimestamp(),
                    EndTime = options.EndTime?.ToTimestamp(),
                };
                var page = await calls.CallAsync(stub.ListAnnotationsAsync, request, options, token).ConfigureAwait(false);
                return (page.Annotations.Select(ToAnnotation), page.NextPageToken);
            },
            cancellationToken
        );
    }

    public async Task<Annotation> UpdateAsync(
        Annotation annotation,
        AnnotationFields fields,
        RequestOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(annotation);
        var request = new UpdateAnnotationRequest { Annotation = ToProto(annotation), UpdateMask = ToMask(fields) };
        var response = await calls.CallAsync(stub.UpdateAnnotationAsync, request, options, cancellationToken).ConfigureAwait(false);
        return ToAnnotation(response.Annotation);
    }

    public Task DeleteAsync(string name, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return calls.CallAsync(stub.DeleteAnnotationAsync, new DeleteAnnotationRequest { Name = name }, options, cancellationToken);
    }

    private static FieldMask ToMask(AnnotationFields fields)
    {
        (AnnotationFields Field, string Path)[] known =
        [
            (AnnotationFields.Time, "annotated_time"),
            (AnnotationFields.User, "user"),
            (AnnotationFields.Message, "message"),
            (AnnotationFields.Data, "data"),
        ];
        return new FieldMask { Paths = { known.Where(one => fields.HasFlag(one.Field)).Select(one => one.Path) } };
    }

    private static V1.Annotation ToProto(Annotation annotation) =>
        new()
        {
            Name = annotation.Name,
            AnnotatedTime = annotation.Time.ToTimestamp(),
            Device = annotation.Device,
            User = annotation.User,
            Server = annotation.Server,
            Message = annotation.Message,
            Data = annotation.Data is { } data ? JsonParser.Default.Parse<Struct>(data.ToJsonString()) : null,
        };

    private static Annotation ToAnnotation(V1.Annotation proto) =>
        new(proto.Server, proto.AnnotatedTime.ToDateTimeOffset(), proto.Device, proto.User)
        {
            Name = proto.Name,
            CreateTime = proto.CreateTime?.ToDateTimeOffset(),
            Message = proto.Message,
            Data = proto.Data is null ? null : (JsonObject?)JsonNode.Parse(JsonFormatter.Default.Format(proto.Data)),
        };
}
