using HtmIt.Server.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Hosting;

public sealed class LogLineTests
{
    private const string Hostile = "a\e]0;owned\a\u009b2J\u202e\u2028\r\nfail: b";
    private const string Harmless = @"a\x1b]0;owned\x07\x9b2J\u202e  fail: b";

    [Test]
    public void Write_TextOfStrangers_IsOneHarmlessLine()
    {
        var line = Format(Hostile, exception: null);

        Assert.That(line[9..], Is.EqualTo($"warn: Some.Category[7] {Harmless}\n"));
    }

    [Test]
    public void Write_Exception_IsPartOfTheLine()
    {
        var line = Format("failed", new InvalidOperationException(Hostile, new IOException(Hostile)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(line, Does.Contain($"failed System.InvalidOperationException: {Harmless}"));
            Assert.That(line, Does.Contain($"System.IO.IOException: {Harmless}"));
            Assert.That(line.TrimEnd('\n').Any(char.IsControl), Is.False);
        }
    }

    private static string Format(string message, Exception? exception)
    {
        var formatter = new LogLineFormatter(TimeProvider.System, isColored: false);
        using var writer = new StringWriter { NewLine = "\n" };
        var entry = new LogEntry<string>(LogLevel.Warning, "Some.Category", 7, message, exception, (state, _) => state);
        formatter.Write(entry, scopeProvider: null, writer);
        return writer.ToString();
    }
}
