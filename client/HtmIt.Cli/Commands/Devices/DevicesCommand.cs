using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Devices;

/// <summary><c>htmit devices</c>: who is told, and how.</summary>
internal sealed class DevicesCommand : CommandGroup
{
    public DevicesCommand()
        : base("devices", "Who is told of anomalies, and how.")
    {
        AddDefault(new ListDevicesCommand());
        Add(new GetDeviceCommand());
        Add(new SetDeviceCommand());
        Add(new ExplainDeviceCommand());
        Add(new SimulateDeviceCommand());
        Add(new TestDeviceCommand());
        Add(new DeleteDeviceCommand());
    }
}
