using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>How often, and when, a device would have been told.</summary>
internal sealed class DeviceSimulationView(DeviceSimulation simulation, IEnumerable<SimulatedNotification> notifications)
{
    public DateTime StartTime => simulation.StartTime.UtcDateTime;

    public DateTime EndTime => simulation.EndTime.UtcDateTime;

    public DeviceView Device => new(simulation.Device);

    public IEnumerable<SimulatedCountView> Counts => simulation.Counts.Select(one => new SimulatedCountView(one.Key, one.Value));

    public IEnumerable<HeldBackCountView> HeldBack => simulation.HeldBack.Select(one => new HeldBackCountView(one.Key, one.Value));

    public IEnumerable<SimulatedNotificationView> Notifications => notifications.Select(one => new SimulatedNotificationView(one));
}
