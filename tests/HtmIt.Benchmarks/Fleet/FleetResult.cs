using System.Globalization;
using HtmIt.Benchmarks.Fleet.Peers;

namespace HtmIt.Benchmarks.Fleet;

/// <summary>All that was measured of a fleet.</summary>
/// <param name="Bytes">Live heap of a model, the mean.</param>
/// <param name="RecordsPerSecond">Of all cores together, if asked for.</param>
internal sealed record FleetResult(FleetSettings Settings, long Bytes, FleetWeights Weights, TurnsResult Times, double? RecordsPerSecond)
{
    /// <summary>What the saved model's metric is like.</summary>
    public required string SnapshotKind { get; init; }

    // Null in a brief run.
    public SnapshotMeasurement.SnapshotResult? Snapshot { get; init; }

    public ResidentResult? Resident { get; init; }

    public PeerResult? Peer { get; init; }

    public Dictionary<string, object?> ToJson()
    {
        var json = new Dictionary<string, object?>
        {
            ["models"] = Settings.Models,
            ["rows"] = Settings.Rows,
            ["kind"] = Settings.Kind,
            ["kinds"] = Settings.Kinds,
            ["us_in_turn"] = Round(Times.InTurn),
            ["us_by_model"] = Round(Times.ByModel),
            ["ratio"] = Round(Times.Ratio),
            ["us_by_rows_per_visit"] = ByVisit(Times),
            ["bytes_per_model_mean"] = Bytes,
            ["bytes_per_model_worst"] = Weights.Heaviest,
            ["bytes_per_model_by_kind"] = Weights.Kinds.ToDictionary(kind => kind.Name, kind => kind.Mean),
            ["bytes_per_model_by_part"] = Weights.MeanByPart,
        };
        if (RecordsPerSecond is { } rate)
        {
            json["records_per_second_all_cores"] = Math.Round(rate);
        }

        if (Snapshot is { } snapshot)
        {
            json["snapshot_bytes"] = snapshot.Bytes;
            json["snapshot_ms"] = Round(snapshot.SaveMs);
            json["restore_ms"] = Round(snapshot.RestoreMs);
        }

        if (Resident is { } resident)
        {
            json["resident_bytes_per_model"] = resident.Bytes;
            json["peak_bytes_per_model"] = resident.Peak;
        }

        if (Peer is { } peer)
        {
            json["forest_models"] = peer.Forests;
            json["forest_us_in_turn"] = Round(peer.Times.InTurn);
            json["forest_us_by_model"] = Round(peer.Times.ByModel);
            json["forest_us_by_rows_per_visit"] = ByVisit(peer.Times);
            json["forest_bytes_per_model"] = peer.Bytes;
        }

        return json;
    }

    private static double Round(double value) => Math.Round(value, 3);

    private static Dictionary<string, double> ByVisit(TurnsResult times) =>
        times.ByVisit.ToDictionary(one => one.Key.ToString(CultureInfo.InvariantCulture), one => Round(one.Value));
}
