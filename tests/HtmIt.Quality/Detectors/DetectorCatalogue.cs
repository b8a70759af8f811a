using HtmIt.Core.Specs;
using HtmIt.Engine;

namespace HtmIt.Quality.Detectors;

/// <summary>The detectors that can be asked for by name. All but one are the model that the server makes when nothing is given.</summary>
internal static class DetectorCatalogue
{
    private static readonly Dictionary<string, Func<ulong, bool, IDetector>> Factories = new(StringComparer.Ordinal)
    {
        ["default"] = (seed, raises) => new ModelDetector(Product(seed).CreateModel(), raises),
        ["no-time"] = (seed, raises) =>
            new ModelDetector(new AnomalyModel(Product(seed).ToParameters() with { EncodeTimeOfDay = false }), raises),
        ["surprise"] = (seed, _) => new ColumnDetector(Product(seed).CreateModel(), result => result.Surprise),
        ["likelihood"] = (seed, _) =>
            new ColumnDetector(Product(seed).CreateModel(), result => -Math.Log10(1.0000000001 - result.AnomalyLikelihood)),
        ["raw"] = (seed, _) => new ColumnDetector(Product(seed).CreateModel(), result => result.RawAnomalyScore),
    };

    public static IEnumerable<string> Names => Factories.Keys;

    /// <summary>Makes a fresh detector for each series, from a seed and whether raises count; null when there is none of that name.</summary>
    public static Func<ulong, bool, IDetector>? Find(string name) => Factories.GetValueOrDefault(name);

    private static ModelDefinition Product(ulong seed) => new() { Seed = seed };
}
