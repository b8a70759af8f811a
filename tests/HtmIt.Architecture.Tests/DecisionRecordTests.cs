using System.Text.RegularExpressions;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests;

/// <summary>Every record of a decision has the same five parts, in the same order.</summary>
public sealed partial class DecisionRecordTests
{
    private static readonly string[] Parts = ["Context", "Decision", "What it costs", "Turned down", "Status"];

    private static IEnumerable<TestCaseData> Records() =>
        Directory
            .EnumerateFiles(Path.Combine(Checkout.Root, "docs/adr"), "*.md")
            .Order(StringComparer.Ordinal)
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileNameWithoutExtension(path)));

    [TestCaseSource(nameof(Records))]
    public void Record_EveryOne_HasTheFiveParts(string path)
    {
        var parts = Part().Matches(File.ReadAllText(path)).Select(part => part.Groups[1].Value);

        Assert.That(parts, Is.EqualTo(Parts));
    }

    [GeneratedRegex(@"^\*\*(Context|Decision|What it costs|Turned down|Status)\.\*\*", RegexOptions.Multiline)]
    private static partial Regex Part();
}
