using NUnit.Framework;

namespace HtmIt.Architecture.Tests;

/// <summary>What a datasource is stands in its own folder. Elsewhere nobody tells one from another; who has to name one is listed.</summary>
public sealed class DatasourceRoomTests
{
    private static readonly string[] Rooms = ["Custom", "CloudWatch", "Autostacks"];

    /// <summary>Types outside the rooms that name types of a room, and why.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["SpecMapping"] = "the one wire mapping",
        ["DatasourceMapping"] = "the one wire mapping",
        ["ExchangeMapping"] = "the one wire mapping: exported and imported models",
        ["CoreRegistration"] = "puts the rooms together",
        ["StorageRegistration"] = "puts the stores of the rooms together",
        ["MetricStore"] = "finds custom metrics by their names; says that the autostack of a new metric is gone",
    };

    /// <summary>Parts of other projects that serve one room alone, by the beginning of their names.</summary>
    private static readonly Dictionary<string, string> Belonging = new(StringComparer.Ordinal)
    {
        ["Autostack"] = "tables, wire and service of autostacks",
        ["Resource"] = "wire and service that monitor AWS resources; the quota, which counts the members of autostacks",
        ["CustomMetric"] = "the names of custom metrics, by which their rows are found",
        ["MetricGrpcService"] = "creates custom metrics",
        ["SampleNotification"] = "an example",
        ["Collector"] = "the settings and the state of what collects",
        ["CloudWatch"] = "wire and service of CloudWatch",
    };

    [TestCase("server/HtmIt.Storage", "HtmIt.Storage")]
    [TestCase("server/HtmIt.Grains", "HtmIt.Grains")]
    [TestCase("server/HtmIt.Aws", "HtmIt.Aws")]
    [TestCase("server/HtmIt.Notifications", "HtmIt.Notifications")]
    [TestCase("server/HtmIt.Server", "HtmIt.Server")]
    [TestCase("server/HtmIt.Core", "HtmIt.Core")]
    public void Types_OutsideTheRooms_TellNoDatasourceFromAnother(string folder, string root)
    {
        var project = CompiledProject.Load(folder, $"{root}.dll", root, "HtmIt.Core.Datasources");
        var strangers = project
            .Uses.Where(use => RoomOf(use.To) is not null && RoomOf(use.From) is null)
            .Where(use =>
                !Allowed.ContainsKey(use.From.Name) && !Belonging.Keys.Any(name => use.From.Name.StartsWith(name, StringComparison.Ordinal))
            )
            .Select(use => $"{use.From.FullName} uses {use.To.FullName}")
            .Distinct()
            .Order();

        Assert.That(strangers, Is.Empty);
    }

    private static string? RoomOf(ArchUnitNET.Domain.IType type) =>
        Array.Find(Rooms, room => type.Namespace.FullName == $"HtmIt.Core.Datasources.{room}");
}
