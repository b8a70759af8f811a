using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Devices;

/// <summary><c>htmit devices get</c>.</summary>
internal sealed class GetDeviceCommand : CliCommand
{
    private readonly Argument<string> _device = DeviceArgument.Create();

    public GetDeviceCommand()
        : base("get", "Show a device, and what stands between it and its next notification.") => Takes(_device);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var device = await context.Client.Devices[context.Get(_device)!].GetAsync(cancellationToken);
        await DeviceDetails.WriteAsync(context, device, cancellationToken);
        return ExitCodes.Ok;
    }
}
