using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What to monitor in a region.</summary>
internal sealed class SuggestionsView(SuggestedInstances found)
{
    public IEnumerable<SuggestedInstanceView> Suggested => found.Suggested.Select(one => new SuggestedInstanceView(one));

    public IEnumerable<SuggestedInstanceView> Alternates => found.Alternates.Select(one => new SuggestedInstanceView(one));

    public IReadOnlyList<string> Unreachable => found.Unreachable;
}
