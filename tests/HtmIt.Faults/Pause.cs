namespace HtmIt.Faults;

/// <summary>Waiting for time to pass is what a fault does; it is by the machine's clock.</summary>
internal static class Pause
{
    public static Task ForAsync(int milliseconds, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cancellationToken);

    /// <summary>Waits, but not longer than until the token is cancelled, which is no fault here.</summary>
    public static Task UntilAsync(int milliseconds, CancellationToken ended) => Suppress(ForAsync(milliseconds, ended));

    private static async Task Suppress(Task pause) => await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
