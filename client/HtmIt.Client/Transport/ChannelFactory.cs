using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Makes the channel of a client: keep-alive pings while streams are open, retries of reads.</summary>
internal static class ChannelFactory
{
    // A page of 10,000 rows takes about 1 MB, a page of 1,000 models with full user data up to 16 MB.
    private const int MaxReceiveMessageSize = 32 * 1024 * 1024;

    private static readonly ServiceDescriptor[] Services =
    [
        ModelService.Descriptor,
        MetricService.Descriptor,
        MetricDataService.Descriptor,
        ResourceService.Descriptor,
        AutostackService.Descriptor,
        CloudWatchService.Descriptor,
        AnomalyService.Descriptor,
        AnnotationService.Descriptor,
        DeviceService.Descriptor,
        NotificationService.Descriptor,
        IncidentService.Descriptor,
        DiagnosticsService.Descriptor,
    ];

    public static GrpcChannel Create(Uri address, HtmItClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (!IsAddress(address))
        {
            // localhost:5180 is a URI of the scheme localhost, and a path would be passed over.
            throw new ArgumentException($"'{address.OriginalString}' is not an address such as http://127.0.0.1:5180.", nameof(address));
        }

        return GrpcChannel.ForAddress(
            address,
            new GrpcChannelOptions
            {
                HttpHandler = new SocketsHttpHandler
                {
                    EnableMultipleHttp2Connections = true,
                    KeepAlivePingDelay = TimeSpan.FromSeconds(20),
                    KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                    KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
                    PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                    ConnectTimeout = TimeSpan.FromSeconds(10),
                },
                DisposeHttpClient = true,
                MaxReceiveMessageSize = MaxReceiveMessageSize,
                ServiceConfig = CreateServiceConfig(options),
                MaxReconnectBackoff = options.Backoff.Maximum,
                InitialReconnectBackoff = options.Backoff.Initial,
            }
        );
    }

    /// <summary>The address as HOST:PORT, the port also where it is the scheme's own.</summary>
    public static string TargetOf(Uri address) => $"{address.Host}:{address.Port}";

    private static bool IsAddress(Uri address) =>
        address.IsAbsoluteUri
        && address.Scheme is "http" or "https"
        && address is { Host.Length: > 0, PathAndQuery: "/", Fragment: "", UserInfo: "" };

    /// <summary>Retries unary calls that the contract marks as free of side effects; nothing else is safe to repeat unseen.</summary>
    internal static ServiceConfig CreateServiceConfig(HtmItClientOptions options)
    {
        var config = new ServiceConfig();
        if (options.MaxReadAttempts < 2)
        {
            return config;
        }

        var reads = new MethodConfig
        {
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = options.MaxReadAttempts,
                InitialBackoff = options.Backoff.Initial,
                MaxBackoff = options.Backoff.Maximum,
                BackoffMultiplier = options.Backoff.Multiplier,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        foreach (var method in Services.SelectMany(service => service.Methods).Where(IsRead))
        {
            reads.Names.Add(new MethodName { Service = method.Service.FullName, Method = method.Name });
        }

        config.MethodConfigs.Add(reads);
        return config;
    }

    private static bool IsRead(MethodDescriptor method) =>
        !method.IsServerStreaming && method.GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects;
}
