using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A change of a resource's state at AWS.</summary>
internal sealed class ProviderStateChangeView(ProviderStateChange change)
{
    public DateTime Time => change.Time.UtcDateTime;

    public string ProviderState => change.ProviderState;
}
