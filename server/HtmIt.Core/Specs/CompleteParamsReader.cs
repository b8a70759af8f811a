using System.Text.Json;
using System.Text.Json.Nodes;
using HtmIt.Core.Errors;
using HtmIt.Engine.Parameters;

namespace HtmIt.Core.Specs;

/// <summary>Reads the original's model parameters document. What the engine has a counterpart for is used exactly; a value that it cannot
/// honour is refused, and so is a document without a resolution.</summary>
public static class CompleteParamsReader
{
    private static readonly FieldPath Stored = FieldPath.Proto("spec.complete_model_params");

    private delegate ModelParameters Setter(ModelParameters parameters, double value);

    private static readonly Dictionary<string, Setter> SpatialPooler = new(StringComparer.Ordinal)
    {
        ["columnCount"] = (p, v) => p with { ColumnCount = Whole(v) },
        ["numActiveColumnsPerInhArea"] = (p, v) => p with { ActiveColumns = Whole(v) },
        ["potentialPct"] = (p, v) => p with { PotentialShare = v },
        ["synPermActiveInc"] = (p, v) => p with { ProximalIncrement = v },
        ["synPermInactiveDec"] = (p, v) => p with { ProximalDecrement = v },
        ["synPermConnected"] = (p, v) => p with { ProximalConnected = v },
        ["seed"] = (p, v) => p with { Seed = (ulong)Whole(v) },
    };

    private static readonly Dictionary<string, Setter> TemporalMemory = new(StringComparer.Ordinal)
    {
        ["activationThreshold"] = (p, v) => p with { ActivationThreshold = Whole(v) },
        ["minThreshold"] = (p, v) => p with { MinThreshold = Whole(v) },
        ["newSynapseCount"] = (p, v) => p with { NewSynapseCount = Whole(v) },
        ["initialPerm"] = (p, v) => p with { InitialPermanence = v },
        ["permanenceInc"] = (p, v) => p with { PermanenceIncrement = v },
        ["permanenceDec"] = (p, v) => p with { PermanenceDecrement = v },
        ["maxSynapsesPerSegment"] = (p, v) => p with { MaxSynapsesPerSegment = Whole(v) },
        ["maxSegmentsPerCell"] = (p, v) => p with { MaxSegmentsPerCell = Whole(v) },
    };

    /// <summary>Reads a document that has been checked.</summary>
    public static ModelDefinition Read(CompleteModelParams complete) => Read(complete, Stored);

    /// <param name="at">Where the caller has the document.</param>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static ModelDefinition Read(CompleteModelParams complete, FieldPath at)
    {
        var root = at["model_config"]["modelParams"];
        var parameters = complete.ModelConfig["modelParams"] as JsonObject;
        var resolution =
            FindResolution((parameters?["sensorParams"] as JsonObject)?["encoders"] as JsonObject)
            ?? throw root["sensorParams"]["encoders"].Invalid("", "must hold a scalar encoder with a resolution");
        var settings = new Dictionary<string, double>();
        Collect(parameters?["spParams"] as JsonObject, root, "spParams", SpatialPooler, settings);
        Collect(parameters?["tpParams"] as JsonObject, root, "tpParams", TemporalMemory, settings);
        var definition = new ModelDefinition
        {
            Resolution = resolution,
            TimestampField = complete.TimestampFieldName,
            ValueField = complete.ValueFieldName,
            Settings = settings.Count == 0 ? null : settings,
        };
        try
        {
            definition.ToParameters().Validate();
            return definition;
        }
        catch (ArgumentException fault)
        {
            throw root.Invalid(fault.ParamName, fault.Message);
        }
    }

    /// <summary>Applies settings gathered by <see cref="Read(CompleteModelParams)"/>.</summary>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    internal static ModelParameters Apply(ModelParameters parameters, IReadOnlyDictionary<string, double> settings)
    {
        foreach (var (path, value) in settings)
        {
            parameters = Find(path)(parameters, value);
        }
        return parameters;
    }

    private static Setter Find(string path)
    {
        var parts = path.Split('.', 2);
        var table = parts[0] switch
        {
            "spParams" => SpatialPooler,
            "tpParams" => TemporalMemory,
            _ => null,
        };
        return table is not null && table.TryGetValue(parts[^1], out var setter)
            ? setter
            : throw new ArgumentException($"'{path}' is no parameter.", nameof(path));
    }

    private static double? FindResolution(JsonObject? encoders) =>
        encoders
            ?.Select(encoder => encoder.Value is JsonObject fields && fields["resolution"] is JsonValue value ? Number(value) : null)
            .FirstOrDefault(value => value is > 0 and < double.PositiveInfinity);

    private static void Collect(
        JsonObject? source,
        FieldPath root,
        string part,
        Dictionary<string, Setter> known,
        Dictionary<string, double> into
    )
    {
        foreach (var (key, node) in source ?? [])
        {
            if (known.ContainsKey(key))
            {
                into[$"{part}.{key}"] =
                    node is JsonValue value && Number(value) is { } number
                        ? number
                        : throw root[part][key].Invalid(node?.ToJsonString(), "must be a number");
            }
        }
    }

    private static double? Number(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var number) ? number : null;

    private static int Whole(double value) => (int)Math.Clamp(value, 0, int.MaxValue);
}
