using Amazon.Runtime;
using HtmIt.Aws.Settings;
using Microsoft.Extensions.Options;

namespace HtmIt.Aws.Clients;

/// <summary>One pool of connections for all clients of AWS.</summary>
internal sealed class AwsHttp : HttpClientFactory, IDisposable
{
    private readonly HttpClient _client;

    public AwsHttp(IOptions<AwsOptions> options, AwsClock clock)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // Names of AWS's services change their addresses often.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        var limit = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);
        _client = new(new WholeAnswerHandler(sockets, limit, clock)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();
}
