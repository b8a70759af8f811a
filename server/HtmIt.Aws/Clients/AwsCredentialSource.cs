using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SecurityToken;
using HtmIt.Aws.Settings;
using HtmIt.Core.Aws;
using Microsoft.Extensions.Options;

namespace HtmIt.Aws.Clients;

/// <summary>Finds the credentials of the configured accounts. They stay in memory and are never written anywhere.</summary>
internal sealed class AwsCredentialSource(IOptions<AwsOptions> options, AwsHttp http)
{
    private readonly ConcurrentDictionary<string, AWSCredentials> _accounts = [];

    /// <summary>The credentials of an account; null, which stands for the SDK's default chain, for the one without a name.</summary>
    /// <exception cref="AwsException">There is no such account, or no such profile.</exception>
    public AWSCredentials? Get(string account) => account.Length == 0 ? null : _accounts.GetOrAdd(account, Make);

    private AWSCredentials Make(string name)
    {
        var account =
            options.Value.Accounts.GetValueOrDefault(name)
            ?? throw new AwsException(AwsFault.Unauthenticated, $"There is no account '{name}' in the settings.");
        var source = account.Profile is { } profile ? new ProfileCredentials(name, profile) : null;
        return account.RoleArn is null ? source! : new AssumedRoleCredentials(account, Sts(source));
    }

    private AmazonSecurityTokenServiceClient Sts(AWSCredentials? source)
    {
        var config = SdkSettings.Complete(new AmazonSecurityTokenServiceConfig(), options.Value, http, options.Value.DefaultRegion);
        return new(source, config);
    }
}
