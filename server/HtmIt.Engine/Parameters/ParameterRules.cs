using HtmIt.Engine.Layout;

namespace HtmIt.Engine.Parameters;

/// <summary>The ranges outside of which a model cannot work or would not fit its integer widths.</summary>
internal static class ParameterRules
{
    public static void Check(ModelParameters p)
    {
        ArgumentNullException.ThrowIfNull(p);
        CheckEncoders(p);
        CheckSpatialPooler(p);
        CheckTemporalMemory(p);
    }

    private static void CheckEncoders(ModelParameters p)
    {
        if (p.Resolution is { } resolution)
        {
            Positive(resolution, nameof(p.Resolution));
        }

        Positive(p.MinResolution, nameof(p.MinResolution));
        if (p.EncodeTimeOfDay)
        {
            Within(p.TimeOfDayBits, 8, 400, nameof(p.TimeOfDayBits));
            Within(p.TimeOfDayActiveBits, 1, p.TimeOfDayBits / 2, nameof(p.TimeOfDayActiveBits));
        }

        Within(p.ScalarBits, 64, 510, nameof(p.ScalarBits));
        Require(p.ScalarBits % 2 == 0, nameof(p.ScalarBits), "must be even");
        Within(p.ScalarActiveBits, 1, p.ScalarBits / 4, nameof(p.ScalarActiveBits));
        Require(
            p.Places <= ModelParameters.MostPlaces,
            nameof(p.ScalarBits),
            $"and TimeOfDayBits, each rounded up to a multiple of {CacheLines<byte>.LineBytes}, must not exceed {ModelParameters.MostPlaces} together"
        );
        Within(p.RangeBuckets, 2, 100_000, nameof(p.RangeBuckets));
        Within(p.RangePadding, 0, 10, nameof(p.RangePadding));
        Within(p.RangeRows, 16, 8640, nameof(p.RangeRows));
        var activeBits = p.ScalarActiveBits + (p.EncodeTimeOfDay ? p.TimeOfDayActiveBits : 0);
        Require(activeBits <= 63, nameof(p.ScalarActiveBits), "and TimeOfDayActiveBits together must not exceed 63");
    }

    private static void CheckSpatialPooler(ModelParameters p)
    {
        Within(p.ColumnCount, 512, 2048, nameof(p.ColumnCount));
        Require(p.ColumnCount % 512 == 0, nameof(p.ColumnCount), "must be a multiple of 512");
        Within(p.ActiveColumns, 1, 100, nameof(p.ActiveColumns));
        Within(p.MaxUsedColumns, p.ActiveColumns, 2048, nameof(p.MaxUsedColumns));
        Within(p.PotentialShare, 0.01, 1, nameof(p.PotentialShare));
        Within(p.ProximalIncrement, 0, 1, nameof(p.ProximalIncrement));
        Within(p.ProximalDecrement, 0, 1, nameof(p.ProximalDecrement));
        Within(p.ProximalConnected, 0.001, 1, nameof(p.ProximalConnected));
    }

    private static void CheckTemporalMemory(ModelParameters p)
    {
        Within(p.MaxSynapsesPerSegment, 16, 64, nameof(p.MaxSynapsesPerSegment));
        Require(p.MaxSynapsesPerSegment % 4 == 0, nameof(p.MaxSynapsesPerSegment), "must be a multiple of 4");
        Within(p.NewSynapseCount, 1, p.MaxSynapsesPerSegment, nameof(p.NewSynapseCount));
        Within(p.MinThreshold, 1, 127, nameof(p.MinThreshold));
        Within(p.ActivationThreshold, p.MinThreshold, 127, nameof(p.ActivationThreshold));
        Within(p.InitialPermanence, 1.0 / 128, 1, nameof(p.InitialPermanence));
        Within(p.ConnectedPermanence, 1.0 / 128, 1, nameof(p.ConnectedPermanence));
        Within(p.PermanenceIncrement, 0, 1, nameof(p.PermanenceIncrement));
        Within(p.PermanenceDecrement, 0, 1, nameof(p.PermanenceDecrement));
        Within(p.PredictedSegmentDecrement, 0, 1, nameof(p.PredictedSegmentDecrement));
        Within(p.MaxSegmentsPerCell, 1, 255, nameof(p.MaxSegmentsPerCell));
        Within(p.MaxSegments, 64, 32_768, nameof(p.MaxSegments));
    }

    private static void Positive(double value, string member) =>
        Require(double.IsFinite(value) && value > 0, member, "must be a positive finite number");

    private static void Within(double value, double low, double high, string member) =>
        Require(value >= low && value <= high, member, FormattableString.Invariant($"must be between {low} and {high}, not {value}"));

    private static void Require(bool holds, string member, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"{nameof(ModelParameters)}.{member} {rule}.");
        }
    }
}
