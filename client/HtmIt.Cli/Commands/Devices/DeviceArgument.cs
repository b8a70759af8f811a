using System.CommandLine;

namespace HtmIt.Cli.Commands.Devices;

/// <summary>The device that a command is about.</summary>
internal static class DeviceArgument
{
    public static Argument<string> Create() =>
        new("DEVICE") { Description = "The device: an id of your choice, such as ops. Lists show it as devices/ops, which is taken too." };
}
