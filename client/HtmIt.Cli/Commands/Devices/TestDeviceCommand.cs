using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Devices;

/// <summary><c>htmit devices test</c>.</summary>
internal sealed class TestDeviceCommand : CliCommand
{
    private readonly Argument<string> _device = DeviceArgument.Create();

    public TestDeviceCommand()
        : base("test", "Send a test through every channel of a device.") => Takes(_device);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var tests = await context.Client.Devices[context.Get(_device)!].TestAsync(cancellationToken);
        context.Output.WriteTable(
            new ChannelTestsView(tests.Select(test => new ChannelTestView(test))),
            ["channel", "result"],
            tests.Select(test => new[] { test.Channel.ToString().ToLowerInvariant(), test.Error.Length == 0 ? "taken" : test.Error })
        );
        if (tests.Count == 0 && !context.Output.IsJson)
        {
            await context.Terminal.Out.WriteLineAsync(
                "Nothing was sent: the device has no mail, webhook or Alertmanager; 'htmit devices set' gives it one."
            );
        }

        return tests.Any(test => test.Error.Length > 0) ? ExitCodes.Failed : ExitCodes.Ok;
    }
}
