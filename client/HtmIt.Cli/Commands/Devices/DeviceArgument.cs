using System.CommandLine;

namespace HtmIt.Cli.Commands.Devices;

/// <summary>The device that a command is about.</summary>
internal static class DeviceArgument
{
    public static Argument<string> Create() => new("DEVICE") { Description = "The device's id, of your choice." };
}
