using HtmIt.Engine.Encoders;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Kernels;
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

    private readonly KernelLevel _kernel;
    private readonly InputEncoder _encoder;
    private SpatialPooler _pooler;
    private TemporalMemory _memory;
    private readonly AnomalyLikelihood _likelihood;
    private readonly SurpriseEstimator _surprise;
    private readonly IncidentTracker _incidents;
    private readonly ushort[] _winners;

    /// <summary>Makes a model that has seen nothing.</summary>
    /// <exception cref="ArgumentException">A parameter lies outside its range; the message names it.</exception>
    public AnomalyModel(ModelParameters parameters)
        : this(parameters, KernelSelection.Default) { }

    internal AnomalyModel(ModelParameters parameters, KernelLevel kernel)
    {
        ParameterRules.Check(parameters);
        Parameters = parameters;
        _kernel = kernel;
        _encoder = new InputEncoder(parameters);
        _pooler = new SpatialPooler(parameters, kernel);
        _memory = new TemporalMemory(parameters, kernel);
        _likelihood = new AnomalyLikelihood(parameters.ActiveColumns);
        _surprise = new SurpriseEstimator(SurpriseParameters.Default, parameters.Seed, kernel);
        _incidents = new IncidentTracker(IncidentParameters.Default);
        _winners = new ushort[parameters.ActiveColumns];
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

        if (_encoder.Observe(unixSeconds, value))
        {
            Relearn();
        }

        var misses = Learn(unixSeconds, value);
        var anomalyLikelihood = _likelihood.Compute(misses, value);
        var rawAnomalyScore = (double)misses / _winners.Length;
        var surprise = _surprise.Compute(unixSeconds, value, _memory.Novelty);
        RecordCount++;
        IncidentEvents = _incidents.Next(new IncidentRow(RecordCount, unixSeconds, value, surprise), _surprise.Board);
        ReserveOnce();
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
    private int Learn(long unixSeconds, double value)
    {
        Span<ushort> input = stackalloc ushort[MaxInputBits];
        var bits = _encoder.Encode(unixSeconds, value, input);
        _pooler.Compute(input[..bits], _winners);
        return _memory.Compute(_winners, _pooler.UsedColumns);
    }

    /// <summary>Starts over with the rows so far, whose codes have changed. Happens only while the range is being found.</summary>
    private void Relearn()
    {
        _pooler = new SpatialPooler(Parameters, _kernel);
        _memory = new TemporalMemory(Parameters, _kernel);
        for (var i = 0; i < _encoder.RowsToRelearn; i++)
        {
            var (time, value) = _encoder.RowAt(i);
            Learn(time, value);
        }
    }

    /// <summary>
    /// Takes all memory at the end of the first block of rows: short series stay small, and a model that goes on never allocates again.
    /// </summary>
    private void ReserveOnce()
    {
        if (RecordCount == Parameters.RangeRows)
        {
            Reserve();
        }
    }

    private void Reserve()
    {
        _pooler.Reserve();
        _memory.Reserve(Math.Min(Parameters.MaxUsedColumns, Parameters.ColumnCount));
    }

    /// <summary>Writes the whole state: a model loaded from it goes on as this one does, bit for bit.</summary>
    public byte[] Save()
    {
        var writer = new SnapshotWriter();
        ParameterSnapshot.Save(Parameters, writer);
        writer.Write(RecordCount);
        _encoder.Save(writer);
        _pooler.Save(writer);
        _memory.Save(writer);
        _likelihood.Save(writer);
        _surprise.Save(writer);
        _incidents.Save(writer);
        return SnapshotEnvelope.Seal(writer.Written);
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
        if (model.RecordCount >= model.Parameters.RangeRows)
        {
            model.Reserve();
        }

        return reader.AtEnd ? model : throw new SnapshotFormatException("The snapshot is longer than its content.");
    }
}
