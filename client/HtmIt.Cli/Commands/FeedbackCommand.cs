using System.CommandLine;
using System.Text.Json.Nodes;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit feedback</c>: archives a metric for a look at it later.</summary>
internal sealed class FeedbackCommand : CliCommand
{
    /// <summary>A long history takes a while to pack.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Argument<string> _metric = new("METRIC") { Description = MetricNames.Help };
    private readonly Option<string> _id = new("--id")
    {
        Description = "What the archive is called by; given again, it is written over. Default: the time.",
    };
    private readonly Option<string> _note = new("--note") { Description = "A remark to keep with it." };

    public FeedbackCommand()
        : base("feedback", "Archive a metric with all its rows where the server keeps such archives.") => Takes(_metric, _note, _id);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var metric = await new MetricNames(context.Client).GetAsync(context.Get(_metric)!, cancellationToken);
        var view = context.Get(_note) is { } note ? new JsonObject { ["note"] = note } : [];
        var handle = context.Client.WithDeadline(Patience).Metrics[metric];
        var key = await handle.SubmitFeedbackAsync(view, context.Get(_id) ?? "", cancellationToken);
        context.Output.Write(new FeedbackView(key), key);
        return ExitCodes.Ok;
    }
}
