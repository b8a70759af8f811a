using System.Globalization;
using HtmIt.Core.Errors;
using HtmIt.Core.Incidents;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Annotations;

/// <summary>Creates annotations. One whose id is known already is given back: a client that lost the answer asks again.</summary>
public sealed class CreateAnnotation(IAnnotationStore annotations, IMetricStore metrics, ListIncidents incidents)
{
    /// <param name="hasTime">Whether it says which time it is about; otherwise that is the onset of its incident.</param>
    /// <exception cref="DomainException">InvalidField, MetricNotFound, IncidentNotFound, AnnotationAlreadyExists.</exception>
    public async Task<(Annotation Annotation, bool Created)> ExecuteAsync(
        Annotation given,
        bool hasTime,
        CancellationToken cancellationToken
    )
    {
        var wanted = given.Incident is { } id ? Follow(given, hasTime, await incidents.FindAsync(id, cancellationToken)) : given;
        return await AddAsync(wanted, hasTime, cancellationToken);
    }

    /// <summary>Takes over one that was created on another server. Its incident may be gone since.</summary>
    /// <exception cref="DomainException">InvalidField, MetricNotFound, AnnotationAlreadyExists.</exception>
    public Task<(Annotation Annotation, bool Created)> TakeOverAsync(Annotation given, CancellationToken cancellationToken) =>
        AddAsync(given, hasTime: true, cancellationToken);

    private async Task<(Annotation Annotation, bool Created)> AddAsync(Annotation given, bool hasTime, CancellationToken cancellationToken)
    {
        var wanted = await WithResourceAsync(given, cancellationToken);
        AnnotationRules.Check(wanted);
        if (await annotations.TryAddAsync(wanted, cancellationToken) is not { } found)
        {
            throw wanted.Metric is { } metric
                ? MetricErrors.MetricNotFound(metric)
                : DomainErrors.InvalidField("annotation.resource", wanted.Resource, AnnotationRules.ResourceRule);
        }
        // The onset may have moved between two calls.
        var same = hasTime ? wanted : wanted with { AnnotatedTime = found.Annotation.AnnotatedTime };
        return found.Created || same.SaysTheSameAs(found.Annotation) ? found : throw AnnotationErrors.AnnotationAlreadyExists(wanted.Id);
    }

    /// <summary>What is not given follows from the incident, and what is given has to agree with it.</summary>
    private static Annotation Follow(Annotation given, bool hasTime, ListedIncident listed)
    {
        var (metric, state) = (listed.Metric.Id, listed.Incident.State);
        if (given.Metric is { } other && other != metric)
        {
            throw DomainErrors.InvalidField(
                "annotation.metric",
                other.ResourceName,
                $"must be that of the incident, '{metric.ResourceName}', or empty"
            );
        }
        var (onset, end) = (state.Onset.UnixSeconds, state.End?.UnixSeconds);
        var time = hasTime ? given.AnnotatedTime : onset;
        return time >= onset && !(time > end)
            ? given with
            {
                Metric = metric,
                AnnotatedTime = time,
            }
            : throw DomainErrors.InvalidField(
                "annotation.annotated_time",
                Text(time),
                $"must lie in the incident, from {Text(onset)} {(end is { } last ? $"to {Text(last)}" : "on")}, or be left out"
            );
    }

    private static string Text(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("u", CultureInfo.InvariantCulture);

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
