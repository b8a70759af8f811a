using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Amazon;
using HtmIt.Aws.Settings;
using HtmIt.Core.Aws;
using Microsoft.Extensions.Options;

namespace HtmIt.Aws;

/// <summary>The regions that the SDK knows, in the partition of the default one: credentials never hold for two partitions.</summary>
internal sealed partial class AwsRegions : IAwsRegions
{
    // Regions that have had these titles for long; the SDK has shorter ones by now.
    private static readonly FrozenDictionary<string, string> Titles = new Dictionary<string, string>
    {
        ["ap-northeast-1"] = "Asia Pacific (Tokyo) Region",
        ["ap-southeast-1"] = "Asia Pacific (Singapore) Region",
        ["ap-southeast-2"] = "Asia Pacific (Sydney) Region",
        ["eu-west-1"] = "EU (Ireland) Region",
        ["sa-east-1"] = "South America (Sao Paulo) Region",
        ["us-east-1"] = "US East (Northern Virginia) Region",
        ["us-west-1"] = "US West (Northern California) Region",
        ["us-west-2"] = "US West (Oregon) Region",
    }.ToFrozenDictionary();

    private readonly FrozenSet<string> _names;

    public AwsRegions(IOptions<AwsOptions> options)
    {
        var partition = RegionEndpoint.GetBySystemName(options.Value.DefaultRegion).PartitionName;
        All =
        [
            .. RegionEndpoint
                .EnumerableAllRegions.Where(region => region.PartitionName == partition && Place().IsMatch(region.SystemName))
                .Select(region => new AwsRegion(
                    region.SystemName,
                    Titles.GetValueOrDefault(region.SystemName) ?? $"{region.DisplayName} Region"
                ))
                .OrderBy(region => region.Name, StringComparer.Ordinal),
        ];
        _names = All.Select(region => region.Name).ToFrozenSet();
        Default = options.Value.DefaultRegion;
        Accounts = [.. options.Value.Accounts.Keys.Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<AwsRegion> All { get; }

    public IReadOnlyList<string> Accounts { get; }

    public string Default { get; }

    public bool Contains(string region) => _names.Contains(region);

    /// <summary>The SDK lists endpoints of single services too, such as <c>aws-global</c> and <c>us-east-1-regional</c>.</summary>
    [GeneratedRegex("^[a-z]+(-[a-z]+)+-[0-9]+$")]
    private static partial Regex Place();
}
