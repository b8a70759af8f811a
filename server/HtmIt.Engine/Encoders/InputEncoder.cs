using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Encoders;

/// <summary>The model's input: time of day first (if wanted), then the value.</summary>
internal sealed class InputEncoder
{
    private readonly TimeOfDayEncoder? _timeOfDay;
    private readonly ScalarEncoder _scalar;
    private readonly ResolutionFinder? _finder;
    private readonly double _givenResolution;
    private readonly int _scalarFirstBit;
    private double _firstValue = double.NaN;

    public InputEncoder(ModelParameters parameters)
    {
        _timeOfDay = parameters.EncodeTimeOfDay ? new(parameters.TimeOfDayBits, parameters.TimeOfDayActiveBits) : null;
        _scalarFirstBit = parameters.EncodeTimeOfDay ? parameters.TimeOfDayBits : 0;
        _scalar = new ScalarEncoder(parameters.Seed, parameters.ScalarBits, parameters.ScalarActiveBits);
        _givenResolution = parameters.Resolution ?? 0;
        _finder = parameters.Resolution is null ? new ResolutionFinder(parameters) : null;
    }

    /// <summary>The bucket width in force.</summary>
    public double Resolution => _finder?.Resolution ?? _givenResolution;

    /// <summary>Writes the indices of the bits that are on and returns how many.</summary>
    public int Encode(long unixSeconds, double value, Span<ushort> active)
    {
        _finder?.Observe(value);
        _firstValue = double.IsNaN(_firstValue) ? value : _firstValue;
        var bucket = ScalarEncoder.BucketOf(value, _firstValue, Resolution);
        var bits = _timeOfDay?.Encode(unixSeconds, active) ?? 0;
        return bits + _scalar.Encode(bucket, _scalarFirstBit, active[bits..]);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_firstValue);
        _finder?.Save(writer);
    }

    public void Load(ref SnapshotReader reader)
    {
        _firstValue = reader.ReadDouble();
        _finder?.Load(ref reader);
    }
}
