using Grpc.Core;
using Grpc.Net.Client;

namespace HtmIt.Client;

/// <summary>The way into an HtmIt server. Thread-safe; one instance serves a whole program.</summary>
/// <remarks>
/// A client made from an address owns its channel: it retries reads while the server can't be reached, and pings it while streams are open.
/// What a server answers <c>UNAVAILABLE</c> itself, because its database or AWS is away, it has tried for seconds; that is not retried.
/// A client made from a <see cref="CallInvoker"/> leaves both to whoever made the invoker.
/// </remarks>
public sealed class HtmItClient : IHtmItClient
{
    private readonly GrpcChannel? _channel;

    /// <summary>Makes a client of the server at an address. Nothing is sent before the first call.</summary>
    /// <param name="address">The server's gRPC address, e.g. <c>http://127.0.0.1:5180</c>.</param>
    public HtmItClient(Uri address)
        : this(address, new HtmItClientOptions()) { }

    /// <summary>Makes a client of the server at an address. Nothing is sent before the first call.</summary>
    /// <param name="address">The server's gRPC address, e.g. <c>http://127.0.0.1:5180</c>.</param>
    /// <param name="options">Deadlines, backoff and clock.</param>
    public HtmItClient(Uri address, HtmItClientOptions options)
        : this(ChannelFactory.Create(address, options), options) { }

    /// <summary>Makes a client over a call invoker: of a channel of your own, with interceptors, or a fake.</summary>
    /// <param name="callInvoker">Makes the calls. Stays yours: it is not disposed with the client.</param>
    public HtmItClient(CallInvoker callInvoker)
        : this(callInvoker, new HtmItClientOptions()) { }

    /// <summary>Makes a client over a call invoker: of a channel of your own, with interceptors, or a fake.</summary>
    /// <param name="callInvoker">Makes the calls. Stays yours: it is not disposed with the client.</param>
    /// <param name="options">Deadlines, backoff and clock.</param>
    public HtmItClient(CallInvoker callInvoker, HtmItClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(callInvoker);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Raw = new RawStubs(callInvoker);
        var calls = new Calls(options);
        Models = new ModelsClient(Raw.Models, calls);
        Metrics = new MetricsClient(Raw.Metrics, calls);
        Notifications = new NotificationsClient(Raw.Notifications, calls, options);
        Instances = new InstancesClient(Raw.Instances, calls);
        Data = new MetricDataClient(Raw.MetricData, calls, options);
        Annotations = new AnnotationsClient(Raw.Annotations, calls);
        Anomalies = new AnomaliesClient(Raw.Anomalies, calls, options);
        Diagnostics = new DiagnosticsClient(Raw.Diagnostics, calls);
        CloudWatch = new CloudWatchClient(Raw.CloudWatch, calls);
        Autostacks = new AutostacksClient(Raw.Autostacks, calls);
    }

    private HtmItClient(GrpcChannel channel, HtmItClientOptions options)
        : this(channel.CreateCallInvoker(), options) => _channel = channel;

    /// <inheritdoc/>
    public IModelsClient Models { get; }

    /// <inheritdoc/>
    public IMetricsClient Metrics { get; }

    /// <inheritdoc/>
    public INotificationsClient Notifications { get; }

    /// <inheritdoc/>
    public IInstancesClient Instances { get; }

    /// <inheritdoc/>
    public IMetricDataClient Data { get; }

    /// <inheritdoc/>
    public ICloudWatchClient CloudWatch { get; }

    /// <inheritdoc/>
    public IAnnotationsClient Annotations { get; }

    /// <inheritdoc/>
    public IAnomaliesClient Anomalies { get; }

    /// <inheritdoc/>
    public IDiagnosticsClient Diagnostics { get; }

    /// <inheritdoc/>
    public IAutostacksClient Autostacks { get; }

    /// <inheritdoc/>
    public RawStubs Raw { get; }

    /// <summary>Closes the channel, if the client owns one. Open streams end.</summary>
    public void Dispose() => _channel?.Dispose();
}
