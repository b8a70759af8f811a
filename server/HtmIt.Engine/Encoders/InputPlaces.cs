using HtmIt.Engine.Layout;
using HtmIt.Engine.Numerics;
using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.Encoders;

/// <summary>
/// In which order the input bits lie in memory. The encoders' bits are on here and there; in their places the bits of one row are two runs,
/// one of the time of day and one of the value, so that a row touches few cache lines. Each part begins with a line of its own.
/// </summary>
/// <remarks>
/// The scalar encoder shuffles its bits by blocks. Here the two blocks around the first value are put back into order: a value there has a
/// run, one farther away has places here and there. Nothing but speed depends on it.
/// </remarks>
internal sealed class InputPlaces
{
    /// <summary>Places that share a line of permanences, a byte each.</summary>
    public const int LinePlaces = CacheLines<byte>.LineBytes;

    /// <summary>Most places.</summary>
    public const int Most = ModelParameters.MostPlaces;

    private readonly ushort[] _placeOf;
    private readonly ushort[] _inputOf;

    public InputPlaces(ModelParameters parameters)
    {
        var timeBits = parameters.EncodeTimeOfDay ? parameters.TimeOfDayBits : 0;
        FirstScalarPlace = ModelParameters.InWholeLines(timeBits);
        ScalarPlaces = parameters.ScalarBits;
        Count = parameters.Places;
        _placeOf = new ushort[parameters.InputBits];
        _inputOf = new ushort[Count];
        Array.Fill(_inputOf, ushort.MaxValue);
        for (var bit = 0; bit < timeBits; bit++)
        {
            Put(bit, bit);
        }

        var half = parameters.ScalarBits / 2;
        var shuffled = new ushort[half];
        for (var block = 0; block < 2; block++)
        {
            ScalarEncoder.Shuffle(parameters.Seed, block, shuffled);
            for (var i = 0; i < half; i++)
            {
                Put(timeBits + shuffled[i], FirstScalarPlace + (block * half) + i);
            }
        }
    }

    /// <summary>Number of places, those that belong to no input included; a multiple of <see cref="LinePlaces"/>.</summary>
    public int Count { get; }

    /// <summary>The place of the scalar encoder's first bit.</summary>
    public int FirstScalarPlace { get; }

    /// <summary>Places of the scalar encoder.</summary>
    public int ScalarPlaces { get; }

    /// <summary>Per input its place.</summary>
    public ReadOnlySpan<ushort> PlaceOf => _placeOf;

    /// <summary>Whether a place belongs to an input, and to which.</summary>
    public bool TryFindInput(int place, out int input)
    {
        input = _inputOf[place];
        return input != ushort.MaxValue;
    }

    private void Put(int input, int place)
    {
        _placeOf[input] = (ushort)place;
        _inputOf[place] = (ushort)input;
    }
}
