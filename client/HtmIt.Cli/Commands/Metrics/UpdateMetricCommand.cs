using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary><c>htmit metrics update</c>.</summary>
internal sealed class UpdateMetricCommand : MetricCommand
{
    private readonly MetricOptions _options = new();

    public UpdateMetricCommand()
        : base("update", "Say something else about a metric. What is empty goes back to what is usual.") => Takes(_options.All);

    protected override async Task<int> RunAsync(CommandContext context, Metric metric, CancellationToken cancellationToken)
    {
        var userInfo = _options.UserInfo(context);
        var change = new MetricChange
        {
            Unit = context.Get(_options.Unit),
            Description = context.Get(_options.Description),
            Resource = context.Get(_options.Resource),
            UserInfo = userInfo?.Count > 0 ? userInfo : null,
            RemoveUserInfo = userInfo?.Count == 0,
        };
        if (change.IsEmpty)
        {
            throw new CliException("Say what is to change: --unit, --resource, --description or --user-info.", ExitCodes.Usage);
        }

        var changed = await context.Client.Metrics[metric].UpdateAsync(change, cancellationToken);
        context.Output.Write(new MetricView(changed), MetricDetails.Of(changed));
        return ExitCodes.Ok;
    }
}
