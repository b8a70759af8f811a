using System.Text.Json.Serialization;
using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>An incident with the notes about it, those created last first.</summary>
internal sealed class AnnotatedIncidentView(Incident incident, IEnumerable<Annotation> annotations) : IncidentView(incident)
{
    [JsonPropertyOrder(1)]
    public IEnumerable<AnnotationView> Annotations => annotations.Select(annotation => new AnnotationView(annotation));
}
