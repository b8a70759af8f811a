namespace HtmIt.Client;

/// <summary>What <see cref="HtmItClient"/> offers, so that code which uses it can be tested with a fake.</summary>
public interface IHtmItClient : IDisposable
{
    /// <summary>The learning detectors: create, get, list, delete, restart.</summary>
    IModelsClient Models { get; }

    /// <summary>The time series, monitored or not.</summary>
    IMetricsClient Metrics { get; }

    /// <summary>Devices, and what they are told of anomalies.</summary>
    INotificationsClient Notifications { get; }

    /// <summary>Whole things with monitored metrics: monitor, list, delete.</summary>
    IInstancesClient Instances { get; }

    /// <summary>Samples in, scores out.</summary>
    IMetricDataClient Data { get; }

    /// <summary>What can be monitored at AWS.</summary>
    ICloudWatchClient CloudWatch { get; }

    /// <summary>Notes about servers.</summary>
    IAnnotationsClient Annotations { get; }

    /// <summary>What is most out of the ordinary over a period.</summary>
    IAnomaliesClient Anomalies { get; }

    /// <summary>Feedback archives, and what the server says of itself.</summary>
    IDiagnosticsClient Diagnostics { get; }

    /// <summary>Groups of EC2 instances that are monitored as one.</summary>
    IAutostacksClient Autostacks { get; }

    /// <summary>The generated stubs, for what the typed client does not cover.</summary>
    RawStubs Raw { get; }
}
