using System.Text.RegularExpressions;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests;

/// <summary>The table of criteria names tests that exist.</summary>
public sealed partial class SpecCoverageTests
{
    [Test]
    public void Table_EveryTestNamed_Exists()
    {
        var sources = Directory
            .EnumerateFiles(Path.Combine(Checkout.Root, "tests"), "*Tests*.cs", SearchOption.AllDirectories)
            .ToLookup(path => Path.GetFileName(path).Split('.')[0], File.ReadAllText);
        var table = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "spec-coverage.md"));
        var named = Reference().Matches(table).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).Distinct();
        Assert.That(named, Is.Not.Empty);
        Assert.That(
            named.Where(one => !sources[one.Class].Any(source => source.Contains($" {one.Method}(", StringComparison.Ordinal))),
            Is.Empty
        );
    }

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex Reference();
}
