using Microsoft.Extensions.Logging;

namespace HtmIt.Testing;

/// <summary>Keeps what a whole server logs.</summary>
public sealed class RecordingLogs(RecordingLogger lines) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => lines;

    public void Dispose() { }
}
