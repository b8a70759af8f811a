using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HtmIt.Server.Tests.Listeners;

/// <summary>Keeps what is logged with one event id.</summary>
internal sealed class CollectedLog(int eventId) : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _messages = new();

    public IReadOnlyCollection<string> Messages => _messages;

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose() { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (id.Id == eventId)
        {
            _messages.Enqueue(formatter(state, exception));
        }
    }
}
