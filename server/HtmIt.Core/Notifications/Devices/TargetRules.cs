using System.Net;
using System.Net.Sockets;
using HtmIt.Core.Errors;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Notifications.Devices;

/// <summary>Which addresses the server may be made to call. Who can set a URL must not reach by it what only the server reaches.</summary>
public sealed class TargetRules(IOptions<NotificationOptions> options)
{
    private const string Rule =
        "must not name a private, loopback or link-local address that HtmIt:Notifications:AllowedPrivateNetworks leaves out";

    private static readonly IPNetwork[] Private =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network
            "10.0.0.0/8",
            "100.64.0.0/10", // shared by carriers' customers
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local; clouds serve credentials there
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24", // for documentation, as the next but one
            "192.168.0.0/16",
            "198.18.0.0/15", // for benchmarks
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3", // multicast and reserved
            "::/96", // unspecified, loopback, and IPv4 in disguise
            "64:ff9b::/96", // IPv4 by translation
            "64:ff9b:1::/48",
            "2001::/23", // tunnels and other special purposes
            "2001:db8::/32",
            "2002::/16", // IPv4 by tunnel
            "fc00::/7",
            "fe80::/9", // link-local and what was site-local
            "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private readonly IReadOnlyList<IPNetwork> _allowed = options.Value.ReadAllowedNetworks();

    public bool MayReach(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Private.Any(network => Contains(network, plain)) || _allowed.Any(network => Contains(network, plain));
    }

    /// <summary>URLs that name a forbidden address outright. Names are looked up when something is sent, and checked then.</summary>
    public IEnumerable<FieldViolation> Check(Device device)
    {
        foreach (var (field, text) in new[] { ("webhook_url", device.WebhookUrl), ("alertmanager_url", device.AlertmanagerUrl) })
        {
            if (
                Uri.TryCreate(text, UriKind.Absolute, out var url)
                && IPAddress.TryParse(url.DnsSafeHost, out var address)
                && !MayReach(address)
            )
            {
                yield return FieldViolation.Of($"device.{field}", text, Rule);
            }
        }
    }

    private static bool Contains(IPNetwork network, IPAddress address) =>
        network.BaseAddress.AddressFamily == address.AddressFamily
        && (
            address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0
                ? network.Contains(new IPAddress(address.GetAddressBytes()))
                : network.Contains(address)
        );
}
