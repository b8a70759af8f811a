using System.Text.Json;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.Faults;

/// <summary>The laboratory as a program, for a few rounds: one of each kind that finds most.</summary>
public sealed class CrashLaboratoryTests
{
    private static readonly string[] Faults = ["crash-busy", "freeze-long", "head-lock"];

    [Test, CancelAfter(300_000)]
    public async Task Crash_FewRounds_KeepsEveryPromise(CancellationToken cancellationToken)
    {
        string[] arguments = ["crash", "--rounds", $"{Faults.Length}", "--seed", "1", "--json"];
        await using var laboratory = ManagedProcess.Start(
            Checkout.Program("tests/HtmIt.Faults", "HtmIt.Faults"),
            [.. arguments, .. Faults.SelectMany(fault => new[] { "--fault", fault })]
        );

        var exitCode = await laboratory.WaitForExitAsync(cancellationToken);

        await TestContext.Out.WriteLineAsync(laboratory.Output);
        var line = laboratory.Output.Split('\n').LastOrDefault(line => line.StartsWith('{'));
        Assert.That(line, Is.Not.Null, laboratory.Output);
        var result = JsonDocument.Parse(line!).RootElement;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.GetProperty("rounds").GetInt32(), Is.EqualTo(Faults.Length));
            Assert.That(result.GetProperty("acknowledged").GetInt32(), Is.Positive);
            foreach (var promise in new[] { "missed", "lost", "invented", "doubled", "refused_resends" })
            {
                Assert.That(result.GetProperty(promise).GetInt32(), Is.Zero, promise);
            }
            Assert.That(exitCode, Is.Zero);
        }
    }
}
