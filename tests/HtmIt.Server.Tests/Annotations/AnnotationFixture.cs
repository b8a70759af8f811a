using Google.Protobuf.WellKnownTypes;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;

namespace HtmIt.Server.Tests.Annotations;

/// <summary>What tests of annotations share.</summary>
public abstract class AnnotationFixture : ServerFixture
{
    protected const long Noon = Ingest.Start + 43_200;

    protected AnnotationService.AnnotationServiceClient Annotations => new(Channel);

    protected static Annotation Note(string resource) =>
        new()
        {
            AnnotatedTime = At(Noon),
            Client = "device 1",
            User = "a user",
            Resource = resource,
            Message = "Deployed 4.2",
            Data = new() { Fields = { ["build"] = Value.ForNumber(42) } },
        };

    protected static Timestamp At(long seconds) => new() { Seconds = seconds };

    protected static long Seconds(Annotation annotation) => annotation.AnnotatedTime.Seconds;

    protected new Task<IngestMetricDataResponse> MetricAsync(string name) => Data.SendAsync(Ingest.Series(name, [1]));

    protected async Task<Annotation> CreateAsync(string resource) =>
        (await Annotations.CreateAnnotationAsync(new() { Annotation = Note(resource) })).Annotation;

    protected async Task<Annotation> UpdateAsync(Annotation annotation, params string[] paths) =>
        (
            await Annotations.UpdateAnnotationAsync(
                new()
                {
                    Annotation = annotation,
                    UpdateMask = new() { Paths = { paths } },
                }
            )
        ).Annotation;

    /// <summary>With the version of another one.</summary>
    protected static Annotation As(Annotation version, Annotation annotation)
    {
        (annotation.UpdateTime, annotation.Etag) = (version.UpdateTime, version.Etag);
        return annotation;
    }

    protected async Task<IReadOnlyList<Annotation>> ListAsync(string resource) =>
        (await Annotations.ListAnnotationsAsync(new() { Resource = resource })).Annotations;
}
