using Grpc.Core;
using Grpc.Net.Client;

namespace HtmIt.Client;

/// <summary>The way into an HtmIt server. Thread-safe; one instance serves a whole program.</summary>
/// <remarks>
/// A client made from an address owns its channel: it retries reads while the server can't be reached, and pings it while streams are open.
/// What a server answers <c>UNAVAILABLE</c> itself, because its database or AWS is away, it has tried for seconds; that is not retried.
/// The first call asks the server which revision of the contract it speaks; with another than the client's, every call throws a
/// <see cref="Errors.ContractRevisionException"/>. <see cref="Raw"/> does not ask.
/// A client made from a <see cref="CallInvoker"/> leaves both to whoever made the invoker.
/// </remarks>
public sealed class HtmItClient : IHtmItClient
{
    private readonly GrpcChannel? _channel;
    private readonly HtmItClientOptions _options;
    private readonly ContractCheck _contract;

    /// <summary>Makes a client of the server at an address. Nothing is sent before the first call.</summary>
    /// <param name="address">The server's gRPC address, e.g. <c>http://127.0.0.1:5180</c>: scheme, host and port, and nothing else.</param>
    /// <exception cref="ArgumentException">The address is none.</exception>
    public HtmItClient(Uri address)
        : this(address, new HtmItClientOptions()) { }

    /// <summary>Makes a client of the server at an address. Nothing is sent before the first call.</summary>
    /// <param name="address">The server's gRPC address, e.g. <c>http://127.0.0.1:5180</c>: scheme, host and port, and nothing else.</param>
    /// <param name="options">Deadlines, backoff and clock.</param>
    /// <exception cref="ArgumentException">The address is none.</exception>
    public HtmItClient(Uri address, HtmItClientOptions options)
        : this(ChannelFactory.Create(address, options), ChannelFactory.TargetOf(address), options) { }

    /// <summary>Makes a client over a call invoker: of a channel of your own, with interceptors, or a fake.</summary>
    /// <param name="callInvoker">Makes the calls. Stays yours: it is not disposed with the client.</param>
    public HtmItClient(CallInvoker callInvoker)
        : this(callInvoker, new HtmItClientOptions()) { }

    /// <summary>Makes a client over a call invoker: of a channel of your own, with interceptors, or a fake.</summary>
    /// <param name="callInvoker">Makes the calls. Stays yours: it is not disposed with the client.</param>
    /// <param name="options">Deadlines, backoff and clock.</param>
    public HtmItClient(CallInvoker callInvoker, HtmItClientOptions options)
        : this(new RawStubs(callInvoker ?? throw new ArgumentNullException(nameof(callInvoker))), null, options) { }

    private HtmItClient(GrpcChannel channel, string target, HtmItClientOptions options)
        : this(new RawStubs(new OwnedInvoker(channel)), null, options, target) => _channel = channel;

    private HtmItClient(RawStubs raw, ContractCheck? contract, HtmItClientOptions options, string? target = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        Raw = raw;
        _contract = contract ?? new ContractCheck(raw.Diagnostics, options, target);
        var calls = new Calls(options, _contract);
        Models = new ModelsClient(raw.Models, calls);
        Metrics = new MetricsClient(raw, calls);
        Data = new MetricDataClient(raw.MetricData, calls, options);
        Resources = new ResourcesClient(raw.Resources, calls);
        Autostacks = new AutostacksClient(raw.Autostacks, calls);
        CloudWatch = new CloudWatchClient(raw.CloudWatch, calls);
        Anomalies = new AnomaliesClient(raw.Anomalies, calls, options);
        Annotations = new AnnotationsClient(raw.Annotations, calls);
        Devices = new DevicesClient(raw.Devices, raw.Notifications, calls, options);
        Notifications = new NotificationsClient(raw.Notifications, calls);
        Incidents = new IncidentsClient(raw.Incidents, calls, options);
        Exchange = new ExchangeClient(raw.Exchange, _contract);
        Diagnostics = new DiagnosticsClient(raw.Diagnostics, calls);
    }

    /// <inheritdoc/>
    public IModelsClient Models { get; }

    /// <inheritdoc/>
    public IMetricsClient Metrics { get; }

    /// <inheritdoc/>
    public IDevicesClient Devices { get; }

    /// <inheritdoc/>
    public INotificationsClient Notifications { get; }

    /// <inheritdoc/>
    public IIncidentsClient Incidents { get; }

    /// <inheritdoc/>
    public IResourcesClient Resources { get; }

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
    public IExchangeClient Exchange { get; }

    /// <inheritdoc/>
    public RawStubs Raw { get; }

    /// <inheritdoc/>
    public IHtmItClient WithDeadline(TimeSpan deadline) => new HtmItClient(Raw, _contract, _options with { Deadline = deadline });

    /// <summary>Closes the channel, if the client owns one. Open streams end.</summary>
    public void Dispose() => _channel?.Dispose();
}
