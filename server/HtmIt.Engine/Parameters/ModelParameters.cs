using HtmIt.Engine.Layout;

namespace HtmIt.Engine.Parameters;

/// <summary>Every constant of a model. Equal parameters and equal samples give equal results, bit for bit.</summary>
/// <remarks>
/// Names follow the papers: spatial pooler (Cui, Ahmad and Hawkins, 2017), temporal memory (Hawkins and Ahmad, 2016),
/// anomaly likelihood (Lavin and Ahmad, 2015). Permanences are given as reals in [0, 1] and kept as small integers.
/// </remarks>
public sealed record ModelParameters
{
    private const double BucketsOfGivenRange = 114;

    /// <summary>Parameters for one metric with a time of day, range not known beforehand.</summary>
    public static ModelParameters Default { get; } = new();

    /// <summary>Width of an encoder bucket, in units of the metric, to begin with; null: found from the first rows. Either is adapted when the
    /// rows are far wider or narrower.</summary>
    public double? Resolution { get; init; }

    /// <summary>Smallest resolution the model chooses by itself.</summary>
    public double MinResolution { get; init; } = 0.001;

    /// <summary>Seed of every random choice.</summary>
    public ulong Seed { get; init; } = 1956;

    /// <summary>Whether the time of day (UTC) is part of the input.</summary>
    public bool EncodeTimeOfDay { get; init; } = true;

    /// <summary>n of the time-of-day encoder: bits of one day.</summary>
    public int TimeOfDayBits { get; init; } = 54;

    /// <summary>w of the time-of-day encoder: consecutive bits that are on.</summary>
    public int TimeOfDayActiveBits { get; init; } = 21;

    /// <summary>n of the random distributed scalar encoder; even.</summary>
    public int ScalarBits { get; init; } = 400;

    /// <summary>w of the random distributed scalar encoder: bits on per bucket; neighbours share all but one.</summary>
    public int ScalarActiveBits { get; init; } = 21;

    /// <summary>Buckets that the padded range is divided into when the resolution is found from the stream.</summary>
    public int RangeBuckets { get; init; } = 130;

    /// <summary>Share of the range that is added on each side before it is divided into buckets.</summary>
    public double RangePadding { get; init; } = 0.2;

    /// <summary>Rows over which the range is looked at: the first so many settle the resolution, later blocks of this length watch it.</summary>
    public int RangeRows { get; init; } = 288;

    /// <summary>Number of columns; a multiple of 512, at most 2048.</summary>
    public int ColumnCount { get; init; } = 1024;

    /// <summary>
    /// Most columns that ever win. Once so many have won, others are out of the running and those that are known share what is new:
    /// this bounds memory and time however far a metric roams.
    /// </summary>
    public int MaxUsedColumns { get; init; } = 512;

    /// <summary>Columns that win in each row (numActiveColumnsPerInhArea).</summary>
    public int ActiveColumns { get; init; } = 20;

    /// <summary>Share of the input that each column may connect to (potentialPct).</summary>
    public double PotentialShare { get; init; } = 0.8;

    /// <summary>Permanence gained by a winner's synapse on an active input (synPermActiveInc).</summary>
    public double ProximalIncrement { get; init; } = 0.003;

    /// <summary>Permanence lost by a winner's synapse on an inactive input (synPermInactiveDec).</summary>
    public double ProximalDecrement { get; init; } = 0.0005;

    /// <summary>Permanence from which a proximal synapse counts (synPermConnected).</summary>
    public double ProximalConnected { get; init; } = 0.2;

    /// <summary>Connected synapses on active cells that make a segment active and so predict its cell (activationThreshold).</summary>
    public int ActivationThreshold { get; init; } = 7;

    /// <summary>Synapses of any permanence on active cells that make a segment matching, fit to learn (minThreshold).</summary>
    public int MinThreshold { get; init; } = 5;

    /// <summary>Permanence of a new distal synapse (initialPermanence).</summary>
    public double InitialPermanence { get; init; } = 0.24;

    /// <summary>Permanence from which a distal synapse counts as connected (connectedPermanence).</summary>
    public double ConnectedPermanence { get; init; } = 0.5;

    /// <summary>Permanence gained by active synapses of a learning segment (permanenceIncrement).</summary>
    public double PermanenceIncrement { get; init; } = 0.04;

    /// <summary>Permanence lost by inactive synapses of a learning segment (permanenceDecrement).</summary>
    public double PermanenceDecrement { get; init; } = 0.008;

    /// <summary>Permanence lost by active synapses of a segment whose prediction did not come true (predictedSegmentDecrement).</summary>
    public double PredictedSegmentDecrement { get; init; } = 0.001;

    /// <summary>
    /// Whether of all segments that predicted a column only the best one learns. Otherwise all of them do, grow alike in time, and
    /// each row costs more the older the model is.
    /// </summary>
    public bool OneLearningSegmentPerColumn { get; init; } = true;

    /// <summary>Most synapses a segment grows at once, and active synapses it is filled up to (maxNewSynapseCount).</summary>
    public int NewSynapseCount { get; init; } = 12;

    /// <summary>Most synapses on a segment (maxSynapsesPerSegment); a multiple of 4, at most 64.</summary>
    public int MaxSynapsesPerSegment { get; init; } = 32;

    /// <summary>Most segments on a cell (maxSegmentsPerCell), at most 255.</summary>
    public int MaxSegmentsPerCell { get; init; } = 128;

    /// <summary>Most segments of the whole model; when they are used up the least recently reinforced of a sample is recycled.</summary>
    public int MaxSegments { get; init; } = 1024;

    /// <summary>Number of input bits of the spatial pooler.</summary>
    internal int InputBits => (EncodeTimeOfDay ? TimeOfDayBits : 0) + ScalarBits;

    /// <summary>Most places that input bits may take; where the lines of a column lie is told in half a line.</summary>
    internal const int MostPlaces = 768;

    /// <summary>Places that the input bits take: those of the time of day and those of the value begin with a line each.</summary>
    internal int Places => InWholeLines(EncodeTimeOfDay ? TimeOfDayBits : 0) + InWholeLines(ScalarBits);

    /// <summary>
    /// The resolution for a metric whose range is known: a 114th of it, but not below the given minimum. A range without extent counts
    /// as one wide.
    /// </summary>
    public static double ResolutionForRange(double min, double max, double minResolution = 0.001)
    {
        var buckets = (min == max ? 1 : max - min) / BucketsOfGivenRange;
        return Math.Max(minResolution, Math.Min(buckets, double.MaxValue));
    }

    /// <summary>So many places, up to the end of the last line of permanences, a byte each.</summary>
    internal static int InWholeLines(int places) =>
        (places + CacheLines<byte>.LineBytes - 1) / CacheLines<byte>.LineBytes * CacheLines<byte>.LineBytes;

    /// <summary>Throws <see cref="ArgumentException"/> naming the first member whose value cannot work.</summary>
    public void Validate() => ParameterRules.Check(this);
}
