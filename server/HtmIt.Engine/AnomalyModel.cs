using System.Buffers;
using HtmIt.Engine.Encoders;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Layout;
using HtmIt.Engine.Likelihood;
using HtmIt.Engine.Parameters;
using HtmIt.Engine.SequenceMemory;
using HtmIt.Engine.Snapshots;
using HtmIt.Engine.SpatialPooling;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine;

/// <summary>
/// An HTM anomaly model of one scalar metric. It learns from every record it is given and says how little it expected it.
/// </summary>
/// <remarks>
/// The results are a function of the parameters and of the records so far, and of nothing else: not of the machine, the processor,
/// the batches records came in, or snapshots taken and restored in between. Memory is bounded however long the stream is.
/// Not for use by several threads at once.
/// </remarks>
public sealed class AnomalyModel
{
    private const int MaxInputBits = 64;

    private readonly InputEncoder _encoder;
    private readonly SpatialPooler _pooler;
    private readonly TemporalMemory _memory;
    private readonly AnomalyLikelihood _likelihood;
    private readonly SurpriseEstimator _surprise;
    private readonly IncidentTracker _incidents;

    /// <summary>Makes a model that has seen nothing.</summary>
    /// <exception cref="ArgumentException">A parameter lies outside its range; the message names it.</exception>
    public AnomalyModel(ModelParameters parameters)
        : this(parameters, KernelSelection.Default) { }

    internal AnomalyModel(ModelParameters parameters, KernelLevel kernel)
    {
        ParameterRules.Check(parameters);
        Parameters = parameters;
        var start = SpatialPoolerStart.For(parameters);
        _encoder = new InputEncoder(parameters, start.Places);
        _pooler = new SpatialPooler(parameters, start, kernel);
        _memory = new TemporalMemory(parameters, kernel);
        _likelihood = new AnomalyLikelihood(parameters.ActiveColumns);
        _surprise = new SurpriseEstimator(SurpriseParameters.Default, parameters.Seed, kernel);
        _incidents = new IncidentTracker(IncidentParameters.Default);
    }

    /// <summary>The parameters the model was made with.</summary>
    public ModelParameters Parameters { get; }

    /// <summary>Records taken so far.</summary>
    public long RecordCount { get; private set; }

    /// <summary>The encoder's bucket width in force, given or found.</summary>
    public double EncoderResolution => _encoder.Resolution;

    /// <summary>How far the newest row's columns were from being expected; what the evidence of sequence is made of.</summary>
    internal double Novelty => _memory.Novelty;

    /// <summary>Columns that ever won.</summary>
    internal int UsedColumns => _pooler.UsedColumns;

    /// <summary>Segments the temporal memory has in use.</summary>
    internal int SegmentCount => _memory.SegmentCount;

    /// <summary>Takes the next record. Allocates nothing once the model's memory has grown to what the metric needs.</summary>
    /// <param name="unixSeconds">Time of the record; only the time of day (UTC) matters.</param>
    /// <param name="value">The metric's value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite. The model is as it was before.</exception>
    public AnomalyResult Compute(long unixSeconds, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A value must be a finite number.");
        }

        PrefetchParts();
        if (_encoder.Observe(unixSeconds, value))
        {
            Relearn();
        }

        var misses = Learn(unixSeconds, value);
        var anomalyLikelihood = _likelihood.Compute(misses, value);
        var rawAnomalyScore = (double)misses / Parameters.ActiveColumns;
        var surprise = _surprise.Compute(unixSeconds, value, _memory.Novelty);
        RecordCount++;
        IncidentEvents = _incidents.Next(new IncidentRow(RecordCount, unixSeconds, value, surprise), _surprise.Board);
        return new AnomalyResult(
            rawAnomalyScore,
            anomalyLikelihood,
            DisplayScale.FromLikelihood(anomalyLikelihood),
            surprise,
            _incidents.StepSeverity
        );
    }

    /// <summary>What the newest row did to the incidents of the metric; nothing after a snapshot was loaded.</summary>
    public IncidentEvents IncidentEvents { get; private set; }

    /// <summary>The incident that goes on; null when none does.</summary>
    public IncidentState? RunningIncident => _incidents.Running;

    /// <summary>The incident that ended last; null before the first one did.</summary>
    public IncidentState? EndedIncident => _incidents.Ended;

    /// <summary>Passes one row through encoder, pooler and memory; returns how many winning columns were not predicted.</summary>
    /// <remarks>
    /// Pooler and memory take turns: while lines that one has asked for are on their way, the other works.
    /// </remarks>
    private int Learn(long unixSeconds, double value)
    {
        try
        {
            return LearnRow(unixSeconds, value);
        }
        catch
        {
            // Out of memory, say: what the row left in the thread's scratch must not reach another model.
            MemoryScratch.Discard();
            PoolerScratch.Discard();
            throw;
        }
    }

    private int LearnRow(long unixSeconds, double value)
    {
        Span<ushort> buffer = stackalloc ushort[MaxInputBits];
        Span<ushort> winners = stackalloc ushort[Parameters.ActiveColumns];
        var input = buffer[.._encoder.Encode(unixSeconds, value, buffer)];
        _pooler.PrefetchInput(input);
        _memory.PrefetchState();
        _surprise.PrefetchState();
        _likelihood.PrefetchState();
        _incidents.PrefetchState();
        _pooler.Pick(input, winners);
        _memory.Foresee(winners, _pooler.UsedColumns);
        _pooler.Approach(input, winners);
        _memory.Approach(winners);
        _surprise.Approach(unixSeconds);
        _pooler.Learn(input, winners);
        return _memory.Learn(winners);
    }

    /// <summary>Asks for the parts, so that what they need can be asked for when their turn comes.</summary>
    private void PrefetchParts()
    {
        Prefetch.Object(_memory, 192);
        Prefetch.Object(_pooler, 128);
        Prefetch.Object(_surprise, 192);
        Prefetch.Object(_likelihood, 128);
        Prefetch.Object(_incidents, 128);
    }

    /// <summary>Starts over with the rows so far, whose codes have changed. Happens only while the range is being found.</summary>
    private void Relearn()
    {
        _pooler.Clear();
        _memory.Clear();
        for (var i = 0; i < _encoder.RowsToRelearn; i++)
        {
            var (time, value) = _encoder.RowAt(i);
            Learn(time, value);
        }
    }

    /// <summary>Writes the whole state: a model loaded from it goes on as this one does, bit for bit.</summary>
    public byte[] Save()
    {
        var output = new ArrayBufferWriter<byte>();
        Save(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The same, in one piece, into memory of the caller's.</summary>
    public void Save(IBufferWriter<byte> output)
    {
        var writer = SnapshotWriter.Mine;
        ParameterSnapshot.Save(Parameters, writer);
        writer.Write(RecordCount);
        _encoder.Save(writer);
        _pooler.Save(writer);
        _memory.Save(writer);
        _likelihood.Save(writer);
        _surprise.Save(writer);
        _incidents.Save(writer);
        SnapshotEnvelope.Seal(writer.Written, output);
    }

    /// <summary>Makes a model from a snapshot.</summary>
    /// <exception cref="SnapshotFormatException">The snapshot is damaged or of another version.</exception>
    public static AnomalyModel Load(ReadOnlySpan<byte> snapshot) => Load(snapshot, KernelSelection.Default);

    internal static AnomalyModel Load(ReadOnlySpan<byte> snapshot, KernelLevel kernel)
    {
        var reader = new SnapshotReader(SnapshotEnvelope.Open(snapshot));
        var model = new AnomalyModel(ParameterSnapshot.Load(ref reader), kernel);
        model.RecordCount = reader.ReadInt64(0, long.MaxValue);
        model._encoder.Load(ref reader);
        model._pooler.Load(ref reader);
        model._memory.Load(ref reader, model._pooler.UsedColumns);
        model._likelihood.Load(ref reader);
        model._surprise.Load(ref reader);
        model._incidents.Load(ref reader);
        return reader.AtEnd ? model : throw new SnapshotFormatException("The snapshot is longer than its content.");
    }
}
