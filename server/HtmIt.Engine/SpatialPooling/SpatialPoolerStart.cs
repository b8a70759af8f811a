using System.Collections.Concurrent;
using HtmIt.Engine.Encoders;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Layout;
using HtmIt.Engine.Numerics;
using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.SpatialPooling;

/// <summary>
/// What a spatial pooler knows before its first row: a function of the seed and the sizes alone, so all models with the same ones
/// share it. It never changes.
/// </summary>
internal sealed class SpatialPoolerStart
{
    // An immutable value per key; dropping one only means making it again.
    private static readonly ConcurrentDictionary<Key, WeakReference<SpatialPoolerStart>> Made = new();

    private readonly Key _key;
    private CacheLines<ulong> _connected;
    private CacheLines<byte> _permanences;

    private SpatialPoolerStart(Key key, ModelParameters parameters)
    {
        _key = key;
        Places = new InputPlaces(parameters);
        var words = key.Columns / 64;
        _connected.Resize(Places.Count * words);
        _permanences.Resize(key.Columns * Places.Count);
        var row = new byte[key.Inputs];
        for (var column = 0; column < key.Columns; column++)
        {
            Draw(column, row);
            for (var input = 0; input < row.Length; input++)
            {
                var place = Places.PlaceOf[input];
                _permanences[(column * Places.Count) + place] = row[input];
                _connected[(place * words) + (column / 64)] |= (row[input] >= key.Threshold ? 1UL : 0) << (column % 64);
            }
        }
    }

    /// <summary>Where inputs lie in rows and tables.</summary>
    public InputPlaces Places { get; }

    /// <summary>For each place the bit row of columns connected to its input, one after the other.</summary>
    public ReadOnlySpan<ulong> Connected => _connected.Span;

    public static SpatialPoolerStart For(ModelParameters parameters)
    {
        var key = new Key(
            parameters.Seed,
            parameters.EncodeTimeOfDay ? parameters.TimeOfDayBits : 0,
            parameters.ScalarBits,
            parameters.ColumnCount,
            (int)Math.Round(parameters.PotentialShare * parameters.InputBits),
            ProximalRates.ConnectedUnits(parameters)
        );
        if (Made.TryGetValue(key, out var reference) && reference.TryGetTarget(out var start))
        {
            return start;
        }

        start = new SpatialPoolerStart(key, parameters);
        Made[key] = new WeakReference<SpatialPoolerStart>(start);
        return start;
    }

    /// <summary>A column's permanences by place; 0 outside its potential pool.</summary>
    public ReadOnlySpan<byte> Permanences(int column) => _permanences.Slice(column * Places.Count, Places.Count);

    /// <summary>
    /// Draws a column's permanences. Its potential pool is a sample of the inputs; half of the pool is connected, evenly spread
    /// above the threshold, the other half evenly below.
    /// </summary>
    private void Draw(int column, Span<byte> row)
    {
        var random = new CounterRandom(_key.Seed, RandomPurpose.SpatialPooler, (ulong)column);
        var wanted = _key.Potential;
        for (var i = 0; i < _key.Inputs; i++)
        {
            var draw = random.Next();
            var chosen = (int)(((draw & 0xFFFF) * (ulong)(_key.Inputs - i)) >> 16) < wanted;
            row[i] = chosen ? Permanence(draw >> 16) : (byte)0;
            wanted -= chosen ? 1 : 0;
        }
    }

    private byte Permanence(ulong draw)
    {
        var share = (int)(draw >> 1) & 0xFFFF;
        var connected = _key.Threshold + ((share * (256 - _key.Threshold)) >> 16);
        var apart = 1 + ((share * (_key.Threshold - 1)) >> 16);
        return (byte)((draw & 1) == 0 ? connected : apart);
    }

    private readonly record struct Key(ulong Seed, int TimeOfDayBits, int ScalarBits, int Columns, int Potential, byte Threshold)
    {
        public int Inputs => TimeOfDayBits + ScalarBits;
    }
}
