using HtmIt.Core.Specs;
using HtmIt.Engine;

namespace HtmIt.Quality.Detectors;

/// <summary>The detectors that can be asked for by name. All but one are the model that the server makes when nothing is given.</summary>
internal static class DetectorCatalogue
{
    private static readonly Dictionary<string, Func<ulong, IDetector>> Factories = new(StringComparer.Ordinal)
    {
        ["default"] = seed => Surprise(Product(seed).CreateModel()),
        ["no-time"] = seed => Surprise(new(Product(seed).ToParameters() with { EncodeTimeOfDay = false })),
        ["likelihood"] = seed => new ModelDetector(
            Product(seed).CreateModel(),
            result => -Math.Log10(1.0000000001 - result.AnomalyLikelihood)
        ),
        ["raw"] = seed => new ModelDetector(Product(seed).CreateModel(), result => result.RawAnomalyScore),
    };

    public static IEnumerable<string> Names => Factories.Keys;

    /// <summary>Makes a fresh detector for each series; null when there is none of that name.</summary>
    public static Func<ulong, IDetector>? Find(string name) => Factories.GetValueOrDefault(name);

    private static ModelDetector Surprise(AnomalyModel model) => new(model, result => result.Surprise);

    private static ModelDefinition Product(ulong seed) => new() { Seed = seed };
}
