using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Client;

namespace HtmIt.Cli.Rendering;

/// <summary>What became of one metric that a command was to monitor.</summary>
internal sealed record CreatedModel(string MetricName, ItemResult<CreateModelResult> Result)
{
    /// <summary>A line for each; 1 when any failed.</summary>
    public static int Write(CommandContext context, IReadOnlyList<CreatedModel> all)
    {
        if (context.IsJson)
        {
            context.WriteJson(new { Results = all.Select(ToJson) });
        }
        else
        {
            foreach (var (metric, result) in all)
            {
                if (result.Error is { } error)
                {
                    context.Terminal.Error.WriteLine($"{metric}: error: {error.Reason}: {error.Message}");
                }
                else
                {
                    var what = result.Value.Created ? "is monitored from now on" : "was monitored already";
                    context.Terminal.Out.WriteLine($"{metric}: {what}");
                }
            }
        }

        return all.Any(one => one.Result.Error is not null) ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private static object ToJson(CreatedModel one) =>
        new
        {
            one.MetricName,
            Created = one.Result.Error is null ? one.Result.Value.Created : (bool?)null,
            Model = one.Result.Error is null ? JsonOutput.Of(one.Result.Value.Model) : null,
            Error = one.Result.Error is { } error ? new { error.Reason, error.Message } : null,
        };
}
