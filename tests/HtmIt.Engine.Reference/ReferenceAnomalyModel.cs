namespace HtmIt.Engine.Reference;

/// <summary>
/// The whole chain from a row to its raw score, as in Ahmad, Lavin, Purdy and Agha, "Unsupervised real-time anomaly detection for streaming
/// data" (2017): encoders, spatial pooler, sequence memory.
/// </summary>
internal sealed class ReferenceAnomalyModel(double minimum, double maximum, IReferenceMemory memory)
{
    private const uint EncoderSeed = 42;

    private readonly ReferenceDateEncoder _time = new();
    private readonly ReferenceScalarEncoder _value = new(ReferenceScalarEncoder.ResolutionFor(minimum, maximum), EncoderSeed);
    private readonly ReferenceSpatialPooler _pooler = new(new());

    /// <summary>The seed of both published sequence memories.</summary>
    public const uint MemorySeed = 1960;

    /// <summary>The model of the published detector "numentaTM" for a file of which the range is known.</summary>
    public static ReferenceAnomalyModel NumentaTM(double minimum, double maximum) =>
        new(minimum, maximum, new ReferenceTemporalMemory(new() { Eviction = EvictionRule.OneByOne }, new LaggedGenerator(MemorySeed)));

    /// <summary>The model of the published detector "numenta" for a file of which the range is known.</summary>
    public static ReferenceAnomalyModel Numenta(double minimum, double maximum) =>
        new(minimum, maximum, new ReferenceBacktrackingPooler(new() { Room = RoomRule.StalePositions }, new LaggedGenerator(MemorySeed)));

    /// <summary>The share of the active columns that nobody expected, rounded to 32 bits as in the reference.</summary>
    public double Next(DateTime time, double value)
    {
        Span<bool> input = stackalloc bool[_time.Width + ReferenceScalarEncoder.Width];
        _time.Encode(time, input);
        _value.Encode(value, input[_time.Width..]);
        var columns = _pooler.Step(input);
        var unexpected = columns.Count(column => !memory.Predicts(column));
        memory.Step(columns);
        return (float)unexpected / columns.Length;
    }
}
