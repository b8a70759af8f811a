namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>autostack</c>.</summary>
internal sealed class AutostackRow
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Region { get; set; } = "";
    public string Account { get; set; } = "";
    public string ResourceType { get; set; } = "";
    public string Filters { get; set; } = "{}";
    public DateTimeOffset CreateTime { get; set; }
}
