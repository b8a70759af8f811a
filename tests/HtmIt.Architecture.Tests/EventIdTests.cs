using System.Globalization;
using System.Text.RegularExpressions;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests;

/// <summary>Who looks for an event by its id finds one kind of event, and the project it is in.</summary>
public sealed partial class EventIdTests
{
    [Test]
    public void Sources_EveryEvent_HasAnIdOfItsOwn() => Assert.That(Events().Select(one => one.Id), Is.Unique.And.Not.Empty);

    [Test]
    public void Sources_EveryEvent_IsInTheThousandOfItsProject()
    {
        var guide = File.ReadAllText(Path.Combine(Checkout.Root, "CONTRIBUTING.md")).ReplaceLineEndings(" ");
        var ranges = Range()
            .Matches(EventIds().Match(guide).Groups[1].Value)
            .ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        var strangers = Events().Where(one => !ranges.TryGetValue(one.Project, out var first) || one.Id / 1_000 * 1_000 != first);
        Assert.That(strangers, Is.Empty);
    }

    private static IEnumerable<(string Project, int Id)> Events() =>
        from project in Directory.EnumerateDirectories(Path.Combine(Checkout.Root, "server"))
        from path in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
        where !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from match in Event().Matches(File.ReadAllText(path))
        select (Path.GetFileName(project)["HtmIt.".Length..], int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\[LoggerMessage\(\s*(\d+)")]
    private static partial Regex Event();

    [GeneratedRegex(@"event ids by project: ([^.]+)\.")]
    private static partial Regex EventIds();

    [GeneratedRegex(@"(\w+) (\d+)")]
    private static partial Regex Range();
}
