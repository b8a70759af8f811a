using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Annotations;

/// <summary>Creates annotations. One whose id is known already is given back: a client that lost the answer asks again.</summary>
public sealed class CreateAnnotation(IAnnotationStore annotations, IMetricStore metrics)
{
    /// <exception cref="DomainException">InvalidField, MetricNotFound, AnnotationAlreadyExists.</exception>
    public async Task<(Annotation Annotation, bool Created)> ExecuteAsync(Annotation given, CancellationToken cancellationToken)
    {
        var wanted = await WithResourceAsync(given, cancellationToken);
        AnnotationRules.Check(wanted);
        if (await annotations.TryAddAsync(wanted, cancellationToken) is not { } found)
        {
            throw wanted.Metric is { } metric
                ? MetricErrors.MetricNotFound(metric)
                : DomainErrors.InvalidField("annotation.resource", wanted.Resource, AnnotationRules.ResourceRule);
        }
        return found.Created || wanted.SaysTheSameAs(found.Annotation) ? found : throw AnnotationErrors.AnnotationAlreadyExists(wanted.Id);
    }

    private async Task<Annotation> WithResourceAsync(Annotation given, CancellationToken cancellationToken)
    {
        if (given.Metric is not { } id)
        {
            return given;
        }
        var metric = await metrics.FindAsync(id, cancellationToken) ?? throw MetricErrors.MetricNotFound(id);
        return given.Resource.Length == 0 || given.Resource == metric.Resource
            ? given with
            {
                Resource = metric.Resource,
            }
            : throw DomainErrors.InvalidField(
                "annotation.resource",
                given.Resource,
                $"must be that of the metric, '{metric.Resource}', or empty"
            );
    }
}
