using System.CommandLine;
using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Notifications;

/// <summary>How users name devices.</summary>
internal static class DeviceNames
{
    private const string Prefix = "devices/";

    public static Argument<string> Argument() => new("DEVICE") { Description = "The device's id, of your choice." };

    /// <summary>The resource name of the device that was given.</summary>
    public static string NameOf(CommandContext context, Argument<string> argument)
    {
        var device = context.Get(argument)!;
        return device.StartsWith(Prefix, StringComparison.Ordinal) ? device : Prefix + device;
    }
}
