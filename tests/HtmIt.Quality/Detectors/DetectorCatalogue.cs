using HtmIt.Engine.Incidents;
using HtmIt.Engine.Parameters;

namespace HtmIt.Quality.Detectors;

/// <summary>The detectors that can be asked for by name.</summary>
internal static class DetectorCatalogue
{
    private static readonly Dictionary<string, Func<ulong, IDetector>> Factories = new(StringComparer.Ordinal)
    {
        ["default"] = seed => Surprise(Default(seed)),
        ["no-time"] = seed => Surprise(Default(seed) with { EncodeTimeOfDay = false }),
        ["likelihood"] = seed => new ModelDetector(Default(seed), result => -Math.Log10(1.0000000001 - result.AnomalyLikelihood)),
        ["raw"] = seed => new ModelDetector(Default(seed), result => result.RawAnomalyScore),
    };

    public static IEnumerable<string> Names => Factories.Keys;

    /// <summary>Makes a fresh detector for each series; null when there is none of that name.</summary>
    public static Func<ulong, IDetector>? Find(string name) => Factories.GetValueOrDefault(name);

    private static ModelDetector Surprise(ModelParameters parameters) => new(parameters, result => result.Events.HasFlag(IncidentEvents.Opened) ? result.Severity : 0);

    private static ModelParameters Default(ulong seed) => ModelParameters.Default with { Seed = seed };
}
