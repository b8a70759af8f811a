namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>annotation</c>.</summary>
internal sealed class AnnotationRow
{
    public Guid Id { get; set; }

    /// <summary>In the order of storing.</summary>
    public long Number { get; set; }
    public DateTimeOffset AnnotatedTime { get; set; }

    /// <summary>The end of the span it is about; null for an instant.</summary>
    public DateTimeOffset? EndTime { get; set; }
    public DateTimeOffset CreateTime { get; set; }
    public DateTimeOffset UpdateTime { get; set; }
    public string Client { get; set; } = "";
    public string UserName { get; set; } = "";
    public string Resource { get; set; } = "";

    /// <summary>The metric it is about; null for the resource as a whole. It goes with the metric.</summary>
    public Guid? MetricId { get; set; }

    /// <summary>The incident it is about; null for none. It stays when the incident goes.</summary>
    public Guid? IncidentId { get; set; }
    public string Message { get; set; } = "";
    public string? Data { get; set; }
    public uint Version { get; set; }
}
