using System.CommandLine;
using System.Text.Json.Nodes;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Terminals;
using HtmIt.Client;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit feedback</c>: archives a metric for a look at it later.</summary>
internal static class FeedbackCommand
{
    /// <summary>A long history takes a while to pack.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var metric = new Argument<string>("METRIC") { Description = MetricNames.Help };
        var note = new Option<string>("--note") { Description = "A remark to keep with it." };
        var command = new Command("feedback", "Archive a metric with all its rows where the server keeps such archives.") { metric, note };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var found = await new MetricNames(context.Client).GetAsync(parsed.GetValue(metric)!, token);
                var view = parsed.GetValue(note) is { } text ? new JsonObject { ["note"] = text } : null;
                var key = await context.Client.Diagnostics.SubmitFeedbackAsync(
                    found.Name,
                    view,
                    new RequestOptions { Deadline = Patience },
                    token
                );
                if (context.IsJson)
                {
                    context.WriteJson(new { Key = key });
                }
                else
                {
                    context.Terminal.Out.WriteLine(key);
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }
}
