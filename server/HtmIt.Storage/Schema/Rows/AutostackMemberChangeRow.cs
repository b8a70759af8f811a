namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>autostack_member_change</c>: a resource is a member if its newest row says that it joined.</summary>
internal sealed class AutostackMemberChangeRow
{
    public long Number { get; set; }
    public Guid AutostackId { get; set; }
    public DateTimeOffset ChangeTime { get; set; }
    public string InstanceId { get; set; } = "";
    public string InstanceName { get; set; } = "";
    public bool Joined { get; set; }
}
