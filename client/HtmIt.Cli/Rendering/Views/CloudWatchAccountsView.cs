using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: accounts in the server's settings.</summary>
internal sealed record CloudWatchAccountsView(IReadOnlyList<CloudWatchAccount> Accounts);
