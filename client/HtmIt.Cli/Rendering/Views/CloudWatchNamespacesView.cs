namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: CloudWatch namespaces.</summary>
internal sealed record CloudWatchNamespacesView(IEnumerable<CloudWatchNamespaceView> Namespaces);
