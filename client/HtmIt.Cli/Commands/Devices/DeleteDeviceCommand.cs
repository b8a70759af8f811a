using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Devices;

/// <summary><c>htmit devices delete</c>.</summary>
internal sealed class DeleteDeviceCommand : CliCommand
{
    private readonly Argument<string> _device = DeviceArgument.Create();

    public DeleteDeviceCommand()
        : base("delete", "Delete a device with its notifications.") => Takes(_device);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var device = context.Client.Devices[context.Get(_device)!];
        await device.DeleteAsync(cancellationToken);
        context.Output.Write(new DeletedView(device.Name), $"deleted {device.Name}");
        return ExitCodes.Ok;
    }
}
