using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Notifications;

/// <summary><c>htmit notifications devices</c>: who is told, and how.</summary>
internal sealed class DevicesCommand : CommandGroup
{
    public DevicesCommand()
        : base("devices", "List, set and delete devices.")
    {
        AddDefault(new ListDevicesCommand());
        Add(new SetDeviceCommand());
        Add(new DeleteDeviceCommand());
    }
}
