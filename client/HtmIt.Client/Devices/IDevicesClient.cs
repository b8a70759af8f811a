using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Devices: who is told of anomalies, and how. What is done to one device, and what it is told, is on its handle.</summary>
public interface IDevicesClient
{
    /// <summary>The device with an id. Asks nothing of the server.</summary>
    /// <param name="device">The id, of your choice: 1 to 40 letters and digits of ASCII and <c>. _ ~ @ + -</c>. Or the
    /// resource name (<c>devices/{id}</c>), as received.</param>
    IDeviceHandle this[string device] { get; }

    /// <summary>Lists all devices by id, page by page as the list is read.</summary>
    /// <param name="cancellationToken">Ends the list.</param>
    IAsyncEnumerable<Device> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells what a device with such settings would have been told of what is stored: what to ask before a threshold is changed.
    /// The server's rules are run over a period of sample time, as if each row had just come. Nothing is stored or sent.</summary>
    /// <param name="options">The settings, the metrics and the period.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    /// <exception cref="MetricNotFoundException">The selector names a metric that does not exist.</exception>
    /// <exception cref="InvalidFieldException">A setting breaks its rule.</exception>
    /// <exception cref="TooLargeException">More than 100,000 rows or steps of incidents reach the threshold.</exception>
    Task<DeviceSimulation> SimulateAsync(SimulateDeviceOptions options, CancellationToken cancellationToken = default);
}
