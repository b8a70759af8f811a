using Amazon;
using Amazon.Runtime;
using HtmIt.Aws.Settings;

namespace HtmIt.Aws.Clients;

/// <summary>What all clients have in common.</summary>
internal static class SdkSettings
{
    public static TConfig Complete<TConfig>(TConfig config, AwsOptions options, HttpClientFactory http, string region)
        where TConfig : ClientConfig
    {
        config.MaxErrorRetry = 0;
        config.HttpClientFactory = http;
        if (options.EndpointUrl is { } url)
        {
            config.ServiceURL = url;
            config.AuthenticationRegion = region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        return config;
    }
}
