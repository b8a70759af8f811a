namespace HtmIt.Cli.Rendering.Views;

/// <summary>The instances of an autostack. Of a preview also whether they are too many.</summary>
internal sealed record AutostackInstancesView(IEnumerable<AutostackInstanceView> Instances, bool? TooMany);
