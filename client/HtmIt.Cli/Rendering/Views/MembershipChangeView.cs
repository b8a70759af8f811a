using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>Who joined an autostack or left it.</summary>
internal sealed class MembershipChangeView(MembershipChange change)
{
    public DateTime Time => change.Time.UtcDateTime;

    public string InstanceId => change.InstanceId;

    public string InstanceName => change.InstanceName;

    public string Kind => change.Joined ? "JOINED" : "LEFT";
}
