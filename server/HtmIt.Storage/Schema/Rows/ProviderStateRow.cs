namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>provider_state_history</c>.</summary>
internal sealed class ProviderStateRow
{
    public Guid ResourceId { get; set; }
    public DateTimeOffset ChangeTime { get; set; }
    public string ProviderState { get; set; } = "";
}
