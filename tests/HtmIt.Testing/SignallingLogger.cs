using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HtmIt.Testing;

/// <summary>A logger a test can wait on: an event that was logged is a signal, no sleep is needed.</summary>
public sealed class SignallingLogger : ILogger
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _events = new();

    /// <summary>Completes with the message once the event has been logged, before or after this call.</summary>
    public Task<string> WhenLoggedAsync(int eventId) => SourceOf(eventId).Task;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        ArgumentNullException.ThrowIfNull(formatter);
        SourceOf(eventId.Id).TrySetResult(formatter(state, exception));
    }

    private TaskCompletionSource<string> SourceOf(int eventId) =>
        _events.GetOrAdd(eventId, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
}
