using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Commands.Devices;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Models;

/// <summary><c>htmit models get</c>.</summary>
internal sealed class GetModelCommand() : ModelCommand("get", "Show a model.")
{
    private const int MostDevices = 20;

    protected override async Task<int> RunAsync(CommandContext context, Model model, CancellationToken cancellationToken)
    {
        context.Output.Write(new ModelView(model), ModelDetails.Of(model));
        if (!context.Output.IsJson)
        {
            await SayWhoIsToldAsync(context, model, cancellationToken);
        }

        return ExitCodes.Ok;
    }

    private static async Task SayWhoIsToldAsync(CommandContext context, Model model, CancellationToken cancellationToken)
    {
        var devices = await context.Client.Devices.ListAsync(cancellationToken).Take(MostDevices + 1).ToListAsync(cancellationToken);
        if (devices.Count == 0)
        {
            await context.Terminal.Out.WriteLineAsync("Nobody is told of it: 'htmit devices set NAME --email ADDRESS' makes a device.");
        }

        foreach (var device in devices.Take(MostDevices))
        {
            var explanation = await context.Client.Devices[device.Name].ExplainAsync(model.Metric.Name, cancellationToken);
            var why = new MetricOutlook(device, model.Metric, model).Describe(explanation);
            await context.Terminal.Out.WriteLineAsync($"What holds notifications back from {device.Name}: {why}");
        }

        if (devices.Count > MostDevices)
        {
            await context.Terminal.Out.WriteLineAsync("… and further devices: 'htmit devices explain' tells of each.");
        }
    }
}
