using HtmIt.Testing.Terminals;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.FirstHour;

/// <summary>The hands of the tasks' player.</summary>
internal sealed class TypingTests
{
    /// <summary>Before the terminal is the program's, Ctrl-C interrupts nobody and takes what was typed with it.</summary>
    [Test, CancelAfter(60_000)]
    public async Task TypeAsync_CtrlCAtOnce_InterruptsTheProgram(CancellationToken cancellationToken)
    {
        await using var terminal = PseudoTerminal.Start("sleep", ["50"]);

        await terminal.TypeAsync(PseudoTerminal.CtrlC, cancellationToken);

        Assert.That(await terminal.WaitForExitAsync(cancellationToken, TimeSpan.FromSeconds(10)), Is.EqualTo(130));
    }
}
