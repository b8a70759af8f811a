using System.Text.Json.Nodes;
using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A note about a resource, a metric or an incident.</summary>
internal sealed class AnnotationView(Annotation annotation)
{
    public string Name => annotation.Name;

    public DateTime Time => annotation.Time.UtcDateTime;

    public DateTime? EndTime => annotation.EndTime?.UtcDateTime;

    public DateTime? CreateTime => annotation.CreateTime?.UtcDateTime;

    public DateTime? UpdateTime => annotation.UpdateTime?.UtcDateTime;

    public string Resource => annotation.Resource;

    public string? Metric => annotation.Metric.Length > 0 ? annotation.Metric : null;

    public string? Incident => annotation.Incident.Length > 0 ? annotation.Incident : null;

    public string Client => annotation.Client;

    public string User => annotation.User;

    public string Message => annotation.Message;

    public JsonObject? Data => annotation.Data;

    public string Etag => annotation.Etag;
}
