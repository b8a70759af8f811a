using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>The generated stubs behind the typed client. Their calls have no default deadline, do not ask which
/// contract the server speaks, and throw <see cref="RpcException"/>.</summary>
public sealed class RawStubs
{
    internal RawStubs(CallInvoker callInvoker)
    {
        Models = new ModelService.ModelServiceClient(callInvoker);
        Metrics = new MetricService.MetricServiceClient(callInvoker);
        Devices = new DeviceService.DeviceServiceClient(callInvoker);
        Notifications = new NotificationService.NotificationServiceClient(callInvoker);
        Incidents = new IncidentService.IncidentServiceClient(callInvoker);
        Resources = new ResourceService.ResourceServiceClient(callInvoker);
        MetricData = new MetricDataService.MetricDataServiceClient(callInvoker);
        Annotations = new AnnotationService.AnnotationServiceClient(callInvoker);
        Anomalies = new AnomalyService.AnomalyServiceClient(callInvoker);
        Diagnostics = new DiagnosticsService.DiagnosticsServiceClient(callInvoker);
        CloudWatch = new CloudWatchService.CloudWatchServiceClient(callInvoker);
        Autostacks = new AutostackService.AutostackServiceClient(callInvoker);
        Exchange = new ExchangeService.ExchangeServiceClient(callInvoker);
    }

    /// <summary>Stub of <c>htmit.v1.ModelService</c>.</summary>
    public ModelService.ModelServiceClient Models { get; }

    /// <summary>Stub of <c>htmit.v1.MetricService</c>.</summary>
    public MetricService.MetricServiceClient Metrics { get; }

    /// <summary>Stub of <c>htmit.v1.DeviceService</c>.</summary>
    public DeviceService.DeviceServiceClient Devices { get; }

    /// <summary>Stub of <c>htmit.v1.NotificationService</c>.</summary>
    public NotificationService.NotificationServiceClient Notifications { get; }

    /// <summary>Stub of <c>htmit.v1.IncidentService</c>.</summary>
    public IncidentService.IncidentServiceClient Incidents { get; }

    /// <summary>Stub of <c>htmit.v1.MetricDataService</c>.</summary>
    public MetricDataService.MetricDataServiceClient MetricData { get; }

    /// <summary>Stub of <c>htmit.v1.AnnotationService</c>.</summary>
    public AnnotationService.AnnotationServiceClient Annotations { get; }

    /// <summary>Stub of <c>htmit.v1.AnomalyService</c>.</summary>
    public AnomalyService.AnomalyServiceClient Anomalies { get; }

    /// <summary>Stub of <c>htmit.v1.DiagnosticsService</c>.</summary>
    public DiagnosticsService.DiagnosticsServiceClient Diagnostics { get; }

    /// <summary>Stub of <c>htmit.v1.CloudWatchService</c>.</summary>
    public CloudWatchService.CloudWatchServiceClient CloudWatch { get; }

    /// <summary>Stub of <c>htmit.v1.ResourceService</c>.</summary>
    public ResourceService.ResourceServiceClient Resources { get; }

    /// <summary>Stub of <c>htmit.v1.AutostackService</c>.</summary>
    public AutostackService.AutostackServiceClient Autostacks { get; }

    /// <summary>Stub of <c>htmit.v1.ExchangeService</c>.</summary>
    public ExchangeService.ExchangeServiceClient Exchange { get; }
}
