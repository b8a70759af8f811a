using System.CommandLine;
using System.CommandLine.Parsing;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Commands;
using HtmIt.Cli.Commands.Annotations;
using HtmIt.Cli.Commands.Autostacks;
using HtmIt.Cli.Commands.CloudWatch;
using HtmIt.Cli.Commands.Instances;
using HtmIt.Cli.Commands.Metrics;
using HtmIt.Cli.Commands.Models;
using HtmIt.Cli.Commands.Notifications;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;

namespace HtmIt.Cli;

/// <summary>The <c>htmit</c> command: its subcommands and what becomes of their failures.</summary>
internal static class HtmItCommand
{
    // What a command started (a server, a session) is ended by the command itself; this is only the end of patience.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(45);

    /// <summary>Runs a command line. Answers 0 when it worked, 1 when a call failed, 2 when the command line makes no sense.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var configuration = new InvocationConfiguration
        {
            Output = terminal.OutPages,
            Error = terminal.ErrorPages,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToEnd,
        };
        var globals = new GlobalOptions();
        var result = Create(globals, terminal, args).Parse(args);
        if (result.Errors.Count > 0 && result.CommandResult.Command.Action is null)
        {
            await result.InvokeAsync(configuration); // No command was chosen: shows which there are.
            return ExitCodes.Usage;
        }

        if (result.Errors.Count > 0)
        {
            // The command's help is longer than a screen, and would hide what is wrong.
            var output = result.GetResult(globals.Output)?.Errors.Any() == true ? OutputFormat.Text : result.GetValue(globals.Output);
            var errors = string.Join(" ", result.Errors.Select(error => error.Message).Distinct());
            return CommandRunner.Refuse(terminal, output, $"{errors} See {PathOf(result.CommandResult)} --help.");
        }

        return await result.InvokeAsync(configuration);
    }

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "htmit";

    internal static RootCommand Create(GlobalOptions globals, Terminal terminal, string[] args)
    {
        return new RootCommand("Watches metrics with a learning anomaly detector each, on an HtmIt server.")
        {
            globals.Server,
            globals.Output,
            ServeCommand.Create(terminal, args),
            DemoCommand.Create(globals, terminal),
            StatusCommand.Create(globals, terminal),
            IngestCommand.Create(globals, terminal),
            WatchCommand.Create(globals, terminal),
            ListCommand.Create(globals, terminal),
            PlotCommand.Create(globals, terminal),
            ModelsCommand.Create(globals, terminal),
            MetricsCommand.Create(globals, terminal),
            NotificationsCommand.Create(globals, terminal),
            CloudWatchCommand.Create(globals, terminal),
            RankCommand.Create(globals, terminal),
            AnnotationsCommand.Create(globals, terminal),
            FeedbackCommand.Create(globals, terminal),
            InstancesCommand.Create(globals, terminal),
            ExportCommand.Create(globals, terminal),
            ImportCommand.Create(globals, terminal),
            AutostacksCommand.Create(globals, terminal),
        };
    }
}
