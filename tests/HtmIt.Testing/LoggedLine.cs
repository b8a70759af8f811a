using Microsoft.Extensions.Logging;

namespace HtmIt.Testing;

public sealed record LoggedLine(LogLevel Level, int EventId, string Text, Exception? Exception);
