using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A change of an instance's state at AWS.</summary>
internal sealed class InstanceStatusChangeView(InstanceStatusChange change)
{
    public DateTime Time => change.Time.UtcDateTime;

    public string Status => change.Status;
}
