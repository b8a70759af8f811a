using System.Xml.Linq;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests;

/// <summary>Arrows point inwards: Server → (Storage, PrivatePostgres, Grains, Aws, Notifications) → Core → Engine, and the client stands on the protos alone.</summary>
public sealed class ProjectReferencesTests
{
    private static readonly Dictionary<string, string[]> AllowedReferences = new()
    {
        ["HtmIt.Protos"] = [],
        ["HtmIt.Engine"] = [],
        ["HtmIt.Core"] = ["HtmIt.Engine"],
        ["HtmIt.Storage"] = ["HtmIt.Core"],
        ["HtmIt.PrivatePostgres"] = [],
        ["HtmIt.Grains"] = ["HtmIt.Core", "HtmIt.Engine"],
        ["HtmIt.Aws"] = ["HtmIt.Core"],
        ["HtmIt.Notifications"] = ["HtmIt.Core"],
        ["HtmIt.Server"] =
        [
            "HtmIt.Storage",
            "HtmIt.PrivatePostgres",
            "HtmIt.Grains",
            "HtmIt.Aws",
            "HtmIt.Notifications",
            "HtmIt.Core",
            "HtmIt.Engine",
            "HtmIt.Protos",
        ],
        ["HtmIt.Client"] = ["HtmIt.Protos"],
        ["HtmIt.Cli"] = ["HtmIt.Client"],
    };

    // What a project's own package references may not begin with.
    private static readonly Dictionary<string, string[]> ForbiddenPackages = new()
    {
        ["HtmIt.Protos"] = ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Orleans", "Grpc.AspNetCore", "AWSSDK"],
        ["HtmIt.Engine"] = [""],
        ["HtmIt.Core"] = ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Orleans", "Grpc", "Google.Protobuf", "AWSSDK"],
        ["HtmIt.Storage"] = ["Microsoft.Orleans", "Grpc", "Google.Protobuf", "AWSSDK"],
        ["HtmIt.PrivatePostgres"] = ["Microsoft.EntityFrameworkCore", "Microsoft.Orleans", "Grpc", "Google.Protobuf", "AWSSDK"],
        ["HtmIt.Grains"] = ["Microsoft.EntityFrameworkCore", "Npgsql", "Grpc", "Google.Protobuf", "AWSSDK"],
        ["HtmIt.Aws"] = ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Orleans", "Grpc", "Google.Protobuf"],
        ["HtmIt.Notifications"] = ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Orleans", "Grpc", "Google.Protobuf", "AWSSDK"],
        ["HtmIt.Server"] = [],
        ["HtmIt.Client"] = ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Orleans", "Grpc.AspNetCore", "AWSSDK"],
        ["HtmIt.Cli"] = ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Orleans", "Grpc", "AWSSDK"],
    };

    private static IEnumerable<TestCaseData> ProductProjects() =>
        new[] { "protos", "server", "client" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}samples{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileNameWithoutExtension(path)));

    [TestCaseSource(nameof(ProductProjects))]
    public void ProjectReferences_EveryProductProject_PointInwards(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var references = Included(path, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference)!);

        Assert.That(AllowedReferences.Keys, Does.Contain(name), "a new project has to be given its arrows here");
        Assert.That(references, Is.SubsetOf(AllowedReferences[name]));
    }

    [TestCaseSource(nameof(ProductProjects))]
    public void PackageReferences_EveryProductProject_KeepToTheirConcern(string path)
    {
        var forbidden = ForbiddenPackages[Path.GetFileNameWithoutExtension(path)];

        var wrong = Included(path, "PackageReference")
            .Where(package => forbidden.Any(start => package.StartsWith(start, StringComparison.Ordinal)));

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void ProductProjects_TheSolution_HoldsAllOfThem()
    {
        var solution = File.ReadAllText(Path.Combine(Checkout.Root, "HtmIt.sln"));
        var names = ProductProjects().Select(data => Path.GetFileName((string)data.Arguments[0]!));

        Assert.That(names, Is.All.Matches<string>(name => solution.Contains(name, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Included(string path, string element) =>
        XDocument.Load(path).Descendants(element).Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));
}
