namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>annotation</c>.</summary>
internal sealed class AnnotationRow
{
    public Guid Id { get; set; }

    /// <summary>In the order of storing.</summary>
    public long Number { get; set; }
    public DateTimeOffset AnnotatedTime { get; set; }
    public DateTimeOffset CreateTime { get; set; }
    public string Client { get; set; } = "";
    public string UserName { get; set; } = "";
    public string Resource { get; set; } = "";
    public string Message { get; set; } = "";
    public string? Data { get; set; }
    public uint Version { get; set; }
}
