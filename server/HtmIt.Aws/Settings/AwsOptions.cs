using System.ComponentModel.DataAnnotations;
using Amazon;

namespace HtmIt.Aws.Settings;

/// <summary>How AWS is reached. Section <c>HtmIt:Aws</c>.</summary>
public sealed class AwsOptions : IValidatableObject
{
    public const string Section = "HtmIt:Aws";

    /// <summary>The region of calls that name none. The regions of its partition are the ones that can be asked. Default:
    /// <c>us-east-1</c>.</summary>
    [Required]
    public string DefaultRegion { get; set; } = "us-east-1";

    /// <summary>URL to reach every service under, instead of AWS's public ones: a private endpoint, or a fake in tests. Default: none.</summary>
    public string? EndpointUrl { get; set; }

    /// <summary>How long one request may take, from looking up the address to the last byte of the answer, in seconds. Range 1 to 300.
    /// Default: 30.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How long a call is tried again after a passing fault, in seconds. Range 0 to 300. Default: 10.</summary>
    [Range(0, 300)]
    public int RetrySeconds { get; set; } = 10;

    /// <summary>Accounts by the name that clients use for them, beside the default credentials of the process. Default: none.</summary>
    public Dictionary<string, AwsAccountOptions> Accounts { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RegionEndpoint.EnumerableAllRegions.All(region => region.SystemName != DefaultRegion))
        {
            yield return new($"{Section}:{nameof(DefaultRegion)}: '{DefaultRegion}' is no AWS region, such as us-west-2.");
        }
        if (EndpointUrl is not null && !(Uri.TryCreate(EndpointUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            yield return new($"{Section}:{nameof(EndpointUrl)} must be an absolute http or https URL.");
        }
        foreach (var (name, account) in Accounts)
        {
            if (name.Length == 0 || (account.Profile is null && account.RoleArn is null))
            {
                yield return new($"{Section}:{nameof(Accounts)}:{name} must have a name, and a Profile, a RoleArn, or both.");
            }
        }
    }
}
