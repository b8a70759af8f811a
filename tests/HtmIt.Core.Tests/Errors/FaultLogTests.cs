using HtmIt.Core.Errors;
using HtmIt.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Errors;

/// <summary>What an operator reads of work that fails again and again.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FaultLogTests
{
    private static readonly DomainException Away = DomainErrors.StorageUnavailable(new TimeoutException("no answer"));

    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger _lines = new();

    [Test]
    public void Failed_DatabaseAwayForTenMinutes_OneLineAMinuteWithoutTraceAndOneWhenItIsBack()
    {
        var faults = new FaultLog(_lines, _time, "Deciding");
        for (var second = 0; second < 600; second++)
        {
            faults.Failed(Away);
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        faults.Succeeded();
        faults.Succeeded();

        var lines = _lines.Lines;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Count.EqualTo(11));
            Assert.That(lines.Select(line => line.Exception), Is.All.Null);
            Assert.That(lines[0].Text, Is.EqualTo("Deciding fails (attempt 1) and is tried again when the database is back: no answer"));
            Assert.That(lines[9].Text, Does.StartWith("Deciding fails (attempt 541)"));
            Assert.That((lines[10].Level, lines[10].Text), Is.EqualTo((LogLevel.Information, "Deciding works again")));
        }
    }

    [Test]
    public void Failed_FaultThatDoesNotPassAfterOneThatDoes_IsToldAtOnceWithItsTrace()
    {
        var faults = new FaultLog(_lines, _time, "Deciding");
        var fault = new InvalidOperationException("a bug");
        faults.Failed(Away);
        faults.Failed(fault);
        faults.Failed(fault);
        Assert.That(_lines.Lines.Select(line => line.Exception), Is.EqualTo(new[] { null, fault }));
    }

    [Test] // a database that comes and goes must not fill the log either
    public void Failed_FailsAndWorksInTurns_SaysBothOnceAMinute()
    {
        var faults = new FaultLog(_lines, _time, "Deciding");
        for (var second = 0; second < 120; second++)
        {
            faults.Failed(Away);
            faults.Succeeded();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.That(_lines.Lines, Has.Count.EqualTo(4));
    }

    [Test]
    public void Succeeded_NothingFailed_SaysNothing()
    {
        new FaultLog(_lines, _time, "Deciding").Succeeded();
        Assert.That(_lines.Lines, Is.Empty);
    }
}
