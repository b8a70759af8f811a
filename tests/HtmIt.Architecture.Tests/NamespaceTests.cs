using NUnit.Framework;

namespace HtmIt.Architecture.Tests;

/// <summary>In no project of the product do namespaces use each other in a circle, and those of Core stand on floors.</summary>
public sealed class NamespaceTests
{
    /// <summary>Core from the ground up: a namespace uses only those before it.</summary>
    private static readonly string[] CoreFloors =
    [
        "Errors",
        "Paging",
        "Scheduling",
        "Names",
        "Quotas",
        "Specs",
        "Metrics",
        "Log",
        "Actors",
        "Ingest",
        "Watch",
        "Incidents",
        "Incidents.Silences",
        "Listing",
        "Rankings",
        "Annotations",
        "Retention",
        "Diagnostics",
        "Aws",
        "Collecting",
        "Datasources",
        "Datasources.Custom",
        "Resources",
        "Datasources.CloudWatch",
        "Datasources.Autostacks",
        "Notifications",
        "Notifications.Devices",
        "Notifications.Deliveries",
        "Notifications.Decisions",
        "Notifications.History",
        "Notifications.Explanations",
        "Notifications.Simulations",
        "Exchange",
        ".",
    ];

    private static readonly TestCaseData[] Projects =
    [
        Project("server/HtmIt.Engine", "HtmIt.Engine"),
        Project("server/HtmIt.Core", "HtmIt.Core"),
        Project("server/HtmIt.Storage", "HtmIt.Storage"),
        Project("server/HtmIt.PrivatePostgres", "HtmIt.PrivatePostgres"),
        Project("server/HtmIt.Grains", "HtmIt.Grains"),
        Project("server/HtmIt.Aws", "HtmIt.Aws"),
        Project("server/HtmIt.Notifications", "HtmIt.Notifications"),
        Project("server/HtmIt.Server", "HtmIt.Server"),
        Project("client/HtmIt.Client", "HtmIt.Client"),
        Project("client/HtmIt.Cli", "HtmIt.Cli", "htmit"),
    ];

    [TestCaseSource(nameof(Projects))]
    public void Namespaces_EveryProductProject_FormNoCircle(string folder, string root, string assembly)
    {
        var arrows = CompiledProject.Load(folder, $"{assembly}.dll", root).Arrows;

        Assert.That(Circles(arrows), Is.Empty);
    }

    [Test]
    public void Namespaces_Core_UseOnlyTheFloorsBelow()
    {
        var arrows = CompiledProject.Load("server/HtmIt.Core", "HtmIt.Core.dll", "HtmIt.Core").Arrows;

        Assert.That(arrows.Keys.SelectMany(arrow => new[] { arrow.From, arrow.To }).Distinct().Order(), Is.EqualTo(CoreFloors.Order()));
        Assert.That(
            arrows.Where(arrow => Array.IndexOf(CoreFloors, arrow.Key.From) < Array.IndexOf(CoreFloors, arrow.Key.To)).Select(Describe),
            Is.Empty
        );
    }

    [Test] // The reader of assemblies finds what stands in bodies, signatures and nested types.
    public void Circles_TwoThatUseEachOther_AreFound()
    {
        Dictionary<(string, string), string> arrows = new()
        {
            [("A", "B")] = "x uses y",
            [("B", "C")] = "y uses z",
            [("C", "A")] = "z uses x",
            [("C", "D")] = "z uses w",
        };

        Assert.That(Circles(arrows), Has.Exactly(3).Items);
    }

    private static TestCaseData Project(string folder, string root, string? assembly = null) =>
        new TestCaseData(folder, root, assembly ?? root).SetArgDisplayNames(root);

    /// <summary>The arrows that lie on a circle.</summary>
    private static IEnumerable<string> Circles(IReadOnlyDictionary<(string From, string To), string> arrows) =>
        arrows.Where(arrow => IsReachable(arrow.Key.To, arrow.Key.From, arrows.Keys)).Select(Describe);

    private static bool IsReachable(string start, string end, IEnumerable<(string From, string To)> arrows)
    {
        var next = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To);
        var seen = new HashSet<string>([start], StringComparer.Ordinal);
        var open = new Stack<string>(seen);
        while (open.TryPop(out var place))
        {
            if (place == end)
            {
                return true;
            }
            foreach (var further in next[place].Where(seen.Add))
            {
                open.Push(further);
            }
        }
        return false;
    }

    private static string Describe(KeyValuePair<(string From, string To), string> arrow) =>
        $"{arrow.Key.From} → {arrow.Key.To}: {arrow.Value}";
}
