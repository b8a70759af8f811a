using System.CommandLine;
using HtmIt.Cli.Errors;

namespace HtmIt.Cli.CommandLine;

/// <summary>What commands have in common that go on until Ctrl-C.</summary>
internal static class Following
{
    public static Option<TimeSpan?> DurationOption() => SecondsOption.Create("--seconds", "End after so many seconds. Default: at Ctrl-C.");

    /// <summary>Runs until the time is over or the user ends it; both are the wanted end.</summary>
    public static async Task<int> RunAsync(
        CommandContext context,
        TimeSpan? duration,
        Func<CancellationToken, Task> follow,
        CancellationToken cancellationToken
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = new CancellationTokenSource(duration ?? Timeout.InfiniteTimeSpan, context.Clock);
        await using var registration = timer.Token.Register(ending.Cancel);
        try
        {
            await follow(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Nothing else ends it.
        }

        return ExitCodes.Ok;
    }
}
