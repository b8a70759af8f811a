using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A resource that is worth monitoring.</summary>
internal sealed class SuggestedResourceView(SuggestedResource suggested)
{
    public AwsResourceView Resource => new(suggested.Resource);

    public string TagName => suggested.TagName;

    public string ResourceName => suggested.ResourceName;
}
