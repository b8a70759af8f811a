using System.Text.Json;

namespace HtmIt.Core.Collecting;

/// <summary>How long after its end a period is not complete for sure, by namespace and statistic. The numbers stand in <c>floors.json</c>, each
/// with its source.</summary>
public static class DelayFloors
{
    private const string Any = "*";
    private const string Resource = "HtmIt.Core.Collecting.floors.json";

    private static readonly Dictionary<(string Namespace, string Statistic), DelayFloor> Rows = Read()
        .ToDictionary(row => (row.Namespace, row.Statistic));

    public static IReadOnlyCollection<DelayFloor> All => Rows.Values;

    /// <summary>In seconds: of the namespace and the statistic, else of one of them, else of all.</summary>
    public static int Of(string ns, string statistic) =>
        (Find(ns, statistic) ?? Find(ns, Any) ?? Find(Any, statistic) ?? Rows[(Any, Any)]).Seconds;

    private static DelayFloor? Find(string ns, string statistic) => Rows.GetValueOrDefault((ns, statistic));

    private static DelayFloor[] Read()
    {
        using var stream = typeof(DelayFloors).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize<DelayFloor[]>(stream, JsonSerializerOptions.Web)!;
    }
}
