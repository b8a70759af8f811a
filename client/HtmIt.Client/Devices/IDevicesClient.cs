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
}
