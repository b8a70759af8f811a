using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Commands;
using HtmIt.Cli.Commands.Annotations;
using HtmIt.Cli.Commands.Autostacks;
using HtmIt.Cli.Commands.CloudWatch;
using HtmIt.Cli.Commands.Devices;
using HtmIt.Cli.Commands.Incidents;
using HtmIt.Cli.Commands.Metrics;
using HtmIt.Cli.Commands.Models;
using HtmIt.Cli.Commands.Notifications;
using HtmIt.Cli.Commands.Resources;
using HtmIt.Cli.Terminals;

namespace HtmIt.Cli;

/// <summary>The <c>htmit</c> command.</summary>
internal static class HtmItCommand
{
    /// <summary>Runs a command line. Answers the exit code.</summary>
    public static Task<int> RunAsync(string[] args, Terminal terminal) => new CommandHost(terminal, args).RunAsync(Create());

    internal static RootCommand Create() =>
        new("Watches metrics with a learning anomaly detector each, on an HtmIt server.")
        {
            new ServeCommand(),
            new DemoCommand(),
            new StatusCommand(),
            new IngestCommand(),
            new WatchCommand(),
            new ListCommand(),
            new PlotCommand(),
            new BucketsCommand(),
            new ModelsCommand(),
            new MetricsCommand(),
            new DevicesCommand(),
            new IncidentsCommand(),
            new NotificationsCommand(),
            new CloudWatchCommand(),
            new RankCommand(),
            new AnnotationsCommand(),
            new FeedbackCommand(),
            new ResourcesCommand(),
            new ExportCommand(),
            new ImportCommand(),
            new AutostacksCommand(),
            new CompletionCommand(CreateWhole),
            new ManCommand(CreateWhole),
        };

    /// <summary>With the options that every command takes.</summary>
    private static RootCommand CreateWhole()
    {
        var root = Create();
        new GlobalOptions().AddTo(root);
        return root;
    }
}
