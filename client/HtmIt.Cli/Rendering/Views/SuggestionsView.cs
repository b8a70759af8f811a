using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What to monitor in a region.</summary>
internal sealed class SuggestionsView(SuggestedResources found)
{
    public IEnumerable<SuggestedResourceView> Suggested => found.Suggested.Select(suggested => new SuggestedResourceView(suggested));

    public IEnumerable<SuggestedResourceView> Alternates => found.Alternates.Select(suggested => new SuggestedResourceView(suggested));

    public IReadOnlyList<string> Unreachable => found.Unreachable;
}
