using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.Snapshots;

/// <summary>The parameters at the head of a snapshot, in the order of their declaration.</summary>
internal static class ParameterSnapshot
{
    public static void Save(ModelParameters p, SnapshotWriter writer)
    {
        writer.Write(p.Resolution ?? 0);
        writer.Write(p.MinResolution);
        writer.Write(p.Seed);
        writer.Write(p.EncodeTimeOfDay);
        writer.Write(p.TimeOfDayBits);
        writer.Write(p.TimeOfDayActiveBits);
        writer.Write(p.ScalarBits);
        writer.Write(p.ScalarActiveBits);
        writer.Write(p.RangeBuckets);
        writer.Write(p.RangePadding);
        writer.Write(p.RangeRows);
        writer.Write(p.ColumnCount);
        writer.Write(p.MaxUsedColumns);
        writer.Write(p.ActiveColumns);
        writer.Write(p.PotentialShare);
        writer.Write(p.ProximalIncrement);
        writer.Write(p.ProximalDecrement);
        writer.Write(p.ProximalConnected);
        writer.Write(p.ActivationThreshold);
        writer.Write(p.MinThreshold);
        writer.Write(p.InitialPermanence);
        writer.Write(p.ConnectedPermanence);
        writer.Write(p.PermanenceIncrement);
        writer.Write(p.PermanenceDecrement);
        writer.Write(p.PredictedSegmentDecrement);
        writer.Write(p.OneLearningSegmentPerColumn);
        writer.Write(p.NewSynapseCount);
        writer.Write(p.MaxSynapsesPerSegment);
        writer.Write(p.MaxSegmentsPerCell);
        writer.Write(p.MaxSegments);
    }

    public static ModelParameters Load(ref SnapshotReader reader)
    {
        var resolution = reader.ReadDouble();
        var parameters = new ModelParameters
        {
            Resolution = resolution == 0 ? null : resolution,
            MinResolution = reader.ReadDouble(),
            Seed = reader.ReadUInt64(),
            EncodeTimeOfDay = reader.ReadBoolean(),
            TimeOfDayBits = reader.ReadInt32(),
            TimeOfDayActiveBits = reader.ReadInt32(),
            ScalarBits = reader.ReadInt32(),
            ScalarActiveBits = reader.ReadInt32(),
            RangeBuckets = reader.ReadInt32(),
            RangePadding = reader.ReadDouble(),
            RangeRows = reader.ReadInt32(),
            ColumnCount = reader.ReadInt32(),
            MaxUsedColumns = reader.ReadInt32(),
            ActiveColumns = reader.ReadInt32(),
            PotentialShare = reader.ReadDouble(),
            ProximalIncrement = reader.ReadDouble(),
            ProximalDecrement = reader.ReadDouble(),
            ProximalConnected = reader.ReadDouble(),
            ActivationThreshold = reader.ReadInt32(),
            MinThreshold = reader.ReadInt32(),
            InitialPermanence = reader.ReadDouble(),
            ConnectedPermanence = reader.ReadDouble(),
            PermanenceIncrement = reader.ReadDouble(),
            PermanenceDecrement = reader.ReadDouble(),
            PredictedSegmentDecrement = reader.ReadDouble(),
            OneLearningSegmentPerColumn = reader.ReadBoolean(),
            NewSynapseCount = reader.ReadInt32(),
            MaxSynapsesPerSegment = reader.ReadInt32(),
            MaxSegmentsPerCell = reader.ReadInt32(),
            MaxSegments = reader.ReadInt32(),
        };
        try
        {
            parameters.Validate();
        }
        catch (ArgumentException e)
        {
            throw new SnapshotFormatException("The snapshot holds parameters that cannot be.", e);
        }

        return parameters;
    }
}
