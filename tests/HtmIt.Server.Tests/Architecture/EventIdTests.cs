using System.Globalization;
using System.Text.RegularExpressions;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Architecture;

/// <summary>Who looks for an event by its id finds one kind of event.</summary>
public sealed partial class EventIdTests
{
    [Test]
    public void Sources_EveryEvent_HasAnIdOfItsOwn()
    {
        var ids = Directory
            .EnumerateFiles(Path.Combine(Checkout.Root, "server"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(path => Event().Matches(File.ReadAllText(path)))
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToArray();
        Assert.That(ids, Is.Unique.And.Not.Empty);
    }

    [GeneratedRegex(@"\[LoggerMessage\(\s*(\d+)")]
    private static partial Regex Event();
}
