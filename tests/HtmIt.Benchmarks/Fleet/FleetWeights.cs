using HtmIt.Engine;
using HtmIt.Engine.Parameters;

namespace HtmIt.Benchmarks.Fleet;

/// <summary>What the models of a fleet weigh by part and by kind.</summary>
/// <param name="MeanByPath">Parts, and after each its fields, heaviest first: <c>part</c> and <c>part.field</c>.</param>
internal sealed record FleetWeights(IReadOnlyDictionary<string, long> MeanByPath, IReadOnlyList<FleetWeights.KindWeight> Kinds)
{
    public IReadOnlyDictionary<string, long> MeanByPart =>
        MeanByPath.Where(one => !one.Key.Contains('.', StringComparison.Ordinal)).ToDictionary(one => one.Key, one => one.Value);

    public long Mean => MeanByPart.Values.Sum();

    public long Heaviest => Kinds.Max(kind => kind.Heaviest);

    public static FleetWeights Of(AnomalyModel[] models, FleetSeries[] series)
    {
        var bytes = new ModelBytes();
        // Takes what all models share upon itself.
        bytes.Of(new AnomalyModel(ModelParameters.Default));
        var byPath = new Dictionary<string, long>(StringComparer.Ordinal);
        var totals = new long[models.Length];
        for (var m = 0; m < models.Length; m++)
        {
            foreach (var (path, own) in bytes.Of(models[m]))
            {
                byPath[path] = byPath.GetValueOrDefault(path) + own;
                totals[m] += own;
            }
        }

        return new FleetWeights(
            Sorted(byPath, models.Length),
            [
                .. totals
                    .Zip(series, (total, one) => (total, one.Kind))
                    .GroupBy(one => one.Kind, StringComparer.Ordinal)
                    .Select(kind => new KindWeight(kind.Key, (long)kind.Average(one => one.total), kind.Max(one => one.total))),
            ]
        );
    }

    private static Dictionary<string, long> Sorted(Dictionary<string, long> byPath, int models)
    {
        var sorted = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (part, bytes) in ModelBytes.ByPart(byPath).OrderByDescending(part => part.Value))
        {
            sorted[part] = bytes / models;
            foreach (
                var (path, own) in byPath
                    .Where(one => one.Key.StartsWith($"{part}.", StringComparison.Ordinal))
                    .OrderByDescending(one => one.Value)
            )
            {
                sorted[path] = own / models;
            }
        }

        return sorted;
    }

    /// <summary>Models of one kind of metric.</summary>
    internal sealed record KindWeight(string Name, long Mean, long Heaviest);
}
