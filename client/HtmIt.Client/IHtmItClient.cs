namespace HtmIt.Client;

/// <summary>What <see cref="HtmItClient"/> offers, so that code which uses it can be tested with a fake.</summary>
/// <remarks>What concerns many things of a kind is on the kind's client, what is done to one of them on its handle:
/// <c>client.Models.ListAsync()</c>, <c>client.Models["models/…"].RestartAsync()</c>. Failed calls throw an exception derived from
/// <see cref="Errors.HtmItException"/>, beside those that are named with each call: <see cref="Errors.UnavailableException"/> above all.</remarks>
public interface IHtmItClient : IDisposable
{
    /// <summary>The learning detectors: create, list, restart, delete, export, import.</summary>
    IModelsClient Models { get; }

    /// <summary>The time series, monitored or not.</summary>
    IMetricsClient Metrics { get; }

    /// <summary>Who is told of anomalies, and how.</summary>
    IDevicesClient Devices { get; }

    /// <summary>What devices were told.</summary>
    INotificationsClient Notifications { get; }

    /// <summary>What was unusual: from when to when, how severe, and why.</summary>
    IIncidentsClient Incidents { get; }

    /// <summary>Whole things with monitored metrics: monitor, list, delete.</summary>
    IResourcesClient Resources { get; }

    /// <summary>Samples in, scores out.</summary>
    IMetricDataClient Data { get; }

    /// <summary>What can be monitored at AWS.</summary>
    ICloudWatchClient CloudWatch { get; }

    /// <summary>Notes about servers.</summary>
    IAnnotationsClient Annotations { get; }

    /// <summary>What is most out of the ordinary over a period.</summary>
    IAnomaliesClient Anomalies { get; }

    /// <summary>What the server says of itself.</summary>
    IDiagnosticsClient Diagnostics { get; }

    /// <summary>Groups of EC2 instances that are monitored as one.</summary>
    IAutostacksClient Autostacks { get; }

    /// <summary>All that a server keeps, to be moved to another one.</summary>
    IExchangeClient Exchange { get; }

    /// <summary>The generated stubs, for what the typed client does not cover.</summary>
    RawStubs Raw { get; }

    /// <summary>The same client with another deadline, for calls that take longer than most, or that are not waited for as long.</summary>
    /// <param name="deadline">How long a call may take, as <see cref="HtmItClientOptions.Deadline"/>.</param>
    /// <returns>A client over the same connections. They stay those of this one: disposing the other does nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The deadline is not positive, or longer than a year.</exception>
    IHtmItClient WithDeadline(TimeSpan deadline);
}
