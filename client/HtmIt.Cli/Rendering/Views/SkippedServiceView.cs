using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What a list leaves out, because a service of AWS does not tell.</summary>
internal sealed class SkippedServiceView(SkippedService skipped)
{
    public string Service => skipped.Service;

    public string Region => skipped.Region;

    public string? Account => skipped.Account.Length > 0 ? skipped.Account : null;

    public string AwsResourceType => skipped.AwsResourceType;

    public bool TagsOnly => skipped.TagsOnly;

    public string Permission => skipped.Permission;

    public ItemErrorView Error => new(skipped.Error);

    /// <summary>Null when there are none: then they are left out.</summary>
    public static IReadOnlyList<SkippedServiceView>? Of(IReadOnlyList<SkippedService> skipped) =>
        skipped.Count == 0 ? null : [.. skipped.Select(one => new SkippedServiceView(one))];
}
