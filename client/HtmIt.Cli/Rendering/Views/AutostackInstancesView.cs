namespace HtmIt.Cli.Rendering.Views;

/// <summary>The members of an autostack. Of a preview also whether they are too many.</summary>
internal sealed record AutostackInstancesView(IEnumerable<AutostackInstanceView> Instances, bool? TooMany);
