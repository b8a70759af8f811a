using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Demo;
using HtmIt.Cli.Terminals;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit demo</c>: shows the server at work on the machine it runs on.</summary>
internal static class DemoCommand
{
    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var seconds = SecondsArgument.Create("--seconds", "End after so many seconds, with plain lines. Default: at Ctrl-C.");
        var minSurprise = new Option<double>("--min-surprise")
        {
            Description = "A row with at least this surprise, in decades, is an incident.",
            DefaultValueFactory = _ => 3,
        };
        var noHistory = new Option<bool>("--no-history") { Description = "Do not load the generated history." };
        var directory = new Option<string?>("--data-dir")
        {
            Description = "Where a server that the demo starts keeps its data. Default: the server's own default.",
        };
        var command = new Command(
            "demo",
            "Watch this machine, a sample a second, beside a generated history; starts a server if none answers."
        )
        {
            seconds,
            minSurprise,
            noHistory,
            directory,
        };
        command.Run(
            globals,
            terminal,
            (context, parsed, token) =>
            {
                var options = new DemoOptions
                {
                    Duration = parsed.GetValue(seconds),
                    MinSurprise = parsed.GetValue(minSurprise),
                    LoadHistory = !parsed.GetValue(noHistory),
                    DataDirectory = parsed.GetValue(directory),
                };
                return new DemoRun(context, options).RunAsync(token);
            }
        );
        return command;
    }
}
