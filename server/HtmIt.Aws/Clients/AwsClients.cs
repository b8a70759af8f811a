using System.Collections.Concurrent;
using Amazon;
using Amazon.Runtime;
using HtmIt.Aws.Settings;
using HtmIt.Core.Aws;
using Microsoft.Extensions.Options;

namespace HtmIt.Aws.Clients;

/// <summary>Makes the clients of AWS's services, one for each kind, account and region, and keeps them. Tries nothing again: see
/// <see cref="AwsCall"/>.</summary>
internal sealed class AwsClients(IOptions<AwsOptions> options, AwsHttp http, AwsCredentialSource credentials) : IDisposable
{
    private readonly ConcurrentDictionary<(AwsScope Scope, object Key), Lazy<AmazonServiceClient>> _clients = [];

    /// <param name="make">Takes the credentials, null for the SDK's default chain, and settings that are complete.</param>
    /// <param name="service">Tells apart services that share a type of client.</param>
    public TClient Get<TClient, TConfig>(AwsScope scope, Func<AWSCredentials?, TConfig, TClient> make, object? service = null)
        where TClient : AmazonServiceClient
        where TConfig : ClientConfig, new() => Get(scope, make, () => new TConfig(), service);

    public TClient Get<TClient, TConfig>(
        AwsScope scope,
        Func<AWSCredentials?, TConfig, TClient> make,
        Func<TConfig> config,
        object? service = null
    )
        where TClient : AmazonServiceClient
        where TConfig : ClientConfig
    {
        // A client that could not be made is tried again the next time: credentials may appear.
        var client = _clients.GetOrAdd(
            (scope, service ?? typeof(TClient)),
            _ => new(() => make(credentials.Get(scope.Account), Complete(config(), scope.Region)), LazyThreadSafetyMode.PublicationOnly)
        );
        try
        {
            return (TClient)client.Value;
        }
        catch (AmazonClientException fault)
        {
            throw AwsFaults.ToException("A client", scope, fault);
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    private TConfig Complete<TConfig>(TConfig config, string region)
        where TConfig : ClientConfig => SdkSettings.Complete(config, options.Value, http, region);
}
