using System.Globalization;
using HtmIt.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace HtmIt.Server.Hosting;

/// <summary>One line for each entry of the log. Messages and exceptions hold the text of callers and of other services; the line is made
/// harmless as a whole, so that no statement that logs has to think of it.</summary>
internal sealed class LogLineFormatter(TimeProvider time, bool isColored) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    private const string Plain = "\e[0m";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var (level, color) = Describe(logEntry.LogLevel);
        var clock = time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var exception = logEntry.Exception is { } fault ? $" {fault}" : "";
        var text = HarmlessText.Of(Join($": {logEntry.Category}[{logEntry.EventId.Id}] {message}{exception}"));
        textWriter.WriteLine(isColored && color.Length > 0 ? $"{clock} {color}{level}{Plain}{text}" : $"{clock} {level}{text}");
    }

    /// <summary>The breaks of lines of stack traces and messages as spaces, which read better than their escapes.</summary>
    private static string Join(string text) => text.ReplaceLineEndings(" ");

    private static (string Name, string Color) Describe(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => ("trce", ""),
            LogLevel.Debug => ("dbug", ""),
            LogLevel.Information => ("info", "\e[32m"),
            LogLevel.Warning => ("warn", "\e[33m"),
            LogLevel.Error => ("fail", "\e[31m"),
            _ => ("crit", "\e[1;31m"),
        };
}
