using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What to monitor in a region.</summary>
internal sealed class SuggestionsView(SuggestedInstances found)
{
    public IEnumerable<SuggestedInstanceView> Suggested => found.Suggested.Select(suggested => new SuggestedInstanceView(suggested));

    public IEnumerable<SuggestedInstanceView> Alternates => found.Alternates.Select(suggested => new SuggestedInstanceView(suggested));

    public IReadOnlyList<string> Unreachable => found.Unreachable;
}
