using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Notifications;

/// <summary><c>htmit notifications devices delete</c>.</summary>
internal sealed class DeleteDeviceCommand : CliCommand
{
    private readonly Argument<string> _device = DeviceNames.Argument();

    public DeleteDeviceCommand()
        : base("delete", "Delete a device with its notifications.") => Takes(_device);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var name = DeviceNames.NameOf(context, _device);
        await context.Client.Notifications.DeleteDeviceAsync(name, null, cancellationToken);
        context.Output.Write(new DeletedView(name), $"deleted {name}");
        return ExitCodes.Ok;
    }
}
