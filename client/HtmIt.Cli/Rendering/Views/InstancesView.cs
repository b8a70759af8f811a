namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: instances.</summary>
internal sealed record InstancesView(IEnumerable<InstanceView> Instances);
