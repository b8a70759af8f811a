namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: instance status changes.</summary>
internal sealed record InstanceStatusChangesView(IEnumerable<InstanceStatusChangeView> Changes);
