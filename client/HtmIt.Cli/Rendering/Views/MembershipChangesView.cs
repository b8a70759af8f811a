namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: membership changes.</summary>
internal sealed record MembershipChangesView(IEnumerable<MembershipChangeView> Changes);
