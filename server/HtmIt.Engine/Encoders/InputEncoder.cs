using HtmIt.Engine.Parameters;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Encoders;

/// <summary>The model's input: time of day first (if wanted), then the value.</summary>
internal sealed class InputEncoder
{
    private readonly TimeOfDayEncoder? _timeOfDay;
    private readonly ScalarEncoder _scalar;
    private readonly ResolutionFinder _finder;
    private readonly InputPlaces _places;
    private readonly int _scalarFirstBit;
    private readonly int _scalarActiveBits;

    public InputEncoder(ModelParameters parameters, InputPlaces places)
    {
        _places = places;
        _scalarActiveBits = parameters.ScalarActiveBits;
        _timeOfDay = parameters.EncodeTimeOfDay ? new(parameters.TimeOfDayBits, parameters.TimeOfDayActiveBits) : null;
        _scalarFirstBit = parameters.EncodeTimeOfDay ? parameters.TimeOfDayBits : 0;
        _scalar = new ScalarEncoder(parameters.Seed, parameters.ScalarBits, parameters.ScalarActiveBits);
        _finder = new ResolutionFinder(parameters);
    }

    /// <summary>The bucket width in force.</summary>
    public double Resolution => _finder.Resolution;

    /// <summary>Rows before the newest one that the model should learn anew; see <see cref="Observe"/>.</summary>
    public int RowsToRelearn => _finder.RowsToRelearn;

    /// <summary>Takes note of a row. True when the codes of the rows so far changed and they should be learnt anew.</summary>
    public bool Observe(long unixSeconds, double value) => _finder.Observe(unixSeconds, value);

    /// <summary>An earlier row, to be learnt anew.</summary>
    public (long UnixSeconds, double Value) RowAt(int index) => _finder.RowAt(index);

    /// <summary>Writes the places of the bits that are on and returns how many.</summary>
    public int Encode(long unixSeconds, double value, Span<ushort> active)
    {
        var bucket = ScalarEncoder.BucketOf(value, _finder.Offset, _finder.Resolution);
        var bits = _timeOfDay?.Encode(unixSeconds, active) ?? 0;
        var scalar = active.Slice(bits, _scalarActiveBits);
        var first = _scalar.FirstPlace(bucket);
        if (first >= 0 && first + scalar.Length <= _places.ScalarPlaces)
        {
            for (var i = 0; i < scalar.Length; i++)
            {
                scalar[i] = (ushort)(_places.FirstScalarPlace + first + i);
            }
        }
        else
        {
            _scalar.Encode(bucket, _scalarFirstBit, scalar);
            foreach (ref var bit in scalar)
            {
                bit = _places.PlaceOf[bit];
            }
        }

        return bits + scalar.Length;
    }

    public void Save(SnapshotWriter writer) => _finder.Save(writer);

    public void Load(ref SnapshotReader reader) => _finder.Load(ref reader);
}
