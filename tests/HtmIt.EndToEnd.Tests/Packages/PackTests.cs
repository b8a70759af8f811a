using System.Reflection;
using System.Reflection.Metadata;
using HtmIt.Client;
using HtmIt.Testing.Processes;
using HtmIt.V1;
using NUnit.Framework;
using Metric = HtmIt.V1.Metric;

namespace HtmIt.EndToEnd.Tests.Packages;

/// <summary>What <c>dotnet pack HtmIt.sln</c> makes, looked at from outside.</summary>
public sealed class PackTests
{
    private const string ClientId = "HtmIt.Client";
    private const string ToolId = "HtmIt.Cli";
    private const long MaxToolBytes = 50_000_000;

    private static readonly byte[] PngSignature = [0x89, .. "PNG\r\n\x1a\n"u8];

    private static LocalFeed Feed => FeedSetUp.Feed;

    [Test]
    public void Pack_TheSolution_MakesTheClientAndTheTool()
    {
        var version = Feed.Find(ClientId).Version;

        Assert.That(
            Directory.EnumerateFiles(Feed.Packages).Select(Path.GetFileName),
            Is.EquivalentTo([$"{ToolId}.{version}.nupkg", $"{ClientId}.{version}.nupkg", $"{ClientId}.{version}.snupkg"])
        );
    }

    [TestCase(ClientId)]
    [TestCase(ToolId)]
    public void Pack_EachPackage_SaysWhatItIs(string id)
    {
        var package = Feed.Find(id);
        var metadata = package.Metadata;
        var repository = metadata.Element("repository")!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(metadata.Element("id")!.Value, Is.EqualTo(id));
            Assert.That(metadata.Element("description")!.Value, Is.Not.Empty.And.Not.EqualTo("Package Description"));
            Assert.That(metadata.Element("tags")!.Value.Split(' '), Does.Contain("anomaly-detection"));
            Assert.That(metadata.Element("license")!.Value, Is.EqualTo("MIT"));
            Assert.That(package.ReadText(metadata.Element("readme")!.Value), Does.StartWith("# "));
            Assert.That(package.Read(metadata.Element("icon")!.Value), Has.Length.LessThan(20_000));
            Assert.That(package.Read(metadata.Element("icon")!.Value)[..PngSignature.Length], Is.EqualTo(PngSignature));
            Assert.That(repository.Attribute("type")!.Value, Is.EqualTo("git"));
            Assert.That(repository.Attribute("commit")!.Value, Does.Match("^[0-9a-f]{40}$"));
            Assert.That(repository.Attribute("url")?.Value ?? "https://", Does.StartWith("https://"), "no path of this machine");
        }
    }

    [TestCase(ClientId)]
    [TestCase(ToolId)]
    public void Pack_EachPackage_DependsOnNoneOfOurs(string id)
    {
        var dependencies = Feed.Find(id).Metadata.Descendants("dependency").Select(dependency => dependency.Attribute("id")!.Value);

        Assert.That(dependencies, Has.None.StartsWith("HtmIt"));
    }

    [Test]
    public void Pack_Client_BringsTheContractForEachFramework()
    {
        string[] assemblies = ["net8.0/HtmIt.Client", "net8.0/HtmIt.Protos", "net10.0/HtmIt.Client", "net10.0/HtmIt.Protos"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Feed.Find(ClientId).Entries.Where(name => name.StartsWith("lib/", StringComparison.Ordinal)),
                Is.EquivalentTo(assemblies.SelectMany(name => new[] { $"lib/{name}.dll", $"lib/{name}.xml" }))
            );
            Assert.That(
                Feed.Find(ClientId, ".snupkg").Entries.Where(name => name.StartsWith("lib/", StringComparison.Ordinal)),
                Is.EquivalentTo(assemblies.Select(name => $"lib/{name}.pdb"))
            );
        }
    }

    [Test]
    public void Pack_ClientSymbols_DoNotTellWhereTheyWereBuilt()
    {
        Assume.That(Checkout.Configuration, Is.EqualTo("Release"));
        var package = Feed.Find(ClientId, ".snupkg");

        Assert.That(
            package
                .Entries.Where(name => name.EndsWith(".pdb", StringComparison.Ordinal))
                .SelectMany(name => Documents(package.Read(name))),
            Is.Not.Empty.And.All.StartsWith("/_/")
        );
    }

    [TestCase(typeof(HtmItClient))]
    [TestCase(typeof(Metric))]
    public void Pack_ClientAssemblies_DeclareAheadOfTimeCompilation(Type type)
    {
        var metadata = type.Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Select(entry => (entry.Key, entry.Value));

        Assert.That(metadata, Does.Contain(("IsTrimmable", "True")).And.Contain(("IsAotCompatible", "True")));
    }

    [Test]
    public void Pack_Tool_BringsTheServerAndNativesForLinuxOnly()
    {
        var tool = Feed.Find(ToolId);
        var natives = tool.Entries.Where(name => name.Contains("/runtimes/", StringComparison.Ordinal));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tool.Entries, Does.Contain("tools/net10.0/any/htmit.dll").And.Contain("tools/net10.0/any/server/HtmIt.Server.dll"));
            Assert.That(natives, Is.Not.Empty.And.All.Match("/runtimes/(linux|unix)"));
            Assert.That(tool.Length, Is.LessThan(MaxToolBytes));
        }
    }

    private static List<string> Documents(byte[] symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];
    }
}
