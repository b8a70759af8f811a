using HtmIt.Engine.Parameters;

namespace HtmIt.Quality.Detectors;

/// <summary>The detectors that can be asked for by name.</summary>
internal static class DetectorCatalogue
{
    private static readonly Dictionary<string, Func<ulong, bool, IDetector>> Factories = new(StringComparer.Ordinal)
    {
        ["default"] = (seed, raises) => new ModelDetector(Default(seed), raises),
        ["no-time"] = (seed, raises) => new ModelDetector(Default(seed) with { EncodeTimeOfDay = false }, raises),
        ["surprise"] = (seed, _) => new ColumnDetector(Default(seed), result => result.Surprise),
        ["likelihood"] = (seed, _) => new ColumnDetector(Default(seed), result => -Math.Log10(1.0000000001 - result.AnomalyLikelihood)),
        ["raw"] = (seed, _) => new ColumnDetector(Default(seed), result => result.RawAnomalyScore),
    };

    public static IEnumerable<string> Names => Factories.Keys;

    /// <summary>Makes a fresh detector for each series, from a seed and whether raises count; null when there is none of that name.</summary>
    public static Func<ulong, bool, IDetector>? Find(string name) => Factories.GetValueOrDefault(name);

    private static ModelParameters Default(ulong seed) => ModelParameters.Default with { Seed = seed };
}
