using System.Net;
using System.Net.Sockets;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Notifications.Http;

/// <summary>HTTP to addresses that users choose. The address is checked when the connection is made, after the name has been looked up:
/// a name that means something else a moment later is of no use. Redirects are not followed, and no proxy is used, for the same reason.
/// </summary>
internal sealed class GuardedHttp : IDisposable
{
    private readonly TargetRules _rules;
    private readonly HttpClient _client;

    public GuardedHttp(TargetRules rules)
    {
        _rules = rules;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 32,
        };
        // The sender has its own patience.
        _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("HtmIt/0.1");
    }

    /// <summary>Posts the request; any answer but 2xx is a failure. What the other side writes is not read.</summary>
    /// <exception cref="DeliveryException">It was not taken.</exception>
    public async Task PostAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = (int)response.StatusCode;
            if (status is < 200 or > 299)
            {
                throw new DeliveryException(Complaint(status), isFinal: status is 400 or 410 or 413 or 415 or 422);
            }
        }
        catch (HttpRequestException fault)
        {
            throw fault.InnerException as DeliveryException
                ?? new DeliveryException($"{request.RequestUri!.Host} could not be reached: {fault.Message}", inner: fault);
        }
    }

    public void Dispose() => _client.Dispose();

    private static string Complaint(int status) =>
        status is >= 300 and < 400 ? $"The answer was {status}, a redirect; they are not followed." : $"The answer was {status}.";

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var found = await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = found.Where(_rules.MayReach).ToArray();
        if (allowed.Length == 0)
        {
            throw new DeliveryException(
                $"{host} is at a private, loopback or link-local address, which may not be reached.",
                isFinal: true
            );
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
