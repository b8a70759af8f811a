using System.Collections.Concurrent;
using HtmIt.Engine.Kernels;
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
    private readonly ulong[] _connected;
    private readonly byte[] _permanences;

    private SpatialPoolerStart(Key key)
    {
        _key = key;
        var words = key.Columns / 64;
        var connected = new ulong[key.Inputs * words];
        _permanences = new byte[key.Columns * key.Inputs];
        for (var column = 0; column < key.Columns; column++)
        {
            var row = _permanences.AsSpan(column * key.Inputs, key.Inputs);
            Draw(column, row);
            for (var i = 0; i < row.Length; i++)
            {
                connected[(i * words) + (column / 64)] |= (row[i] >= key.Threshold ? 1UL : 0) << (column % 64);
            }
        }

        _connected = connected;
    }

    /// <summary>For each input the bit row of columns connected to it, one after the other.</summary>
    public ReadOnlySpan<ulong> Connected => _connected;

    public static SpatialPoolerStart For(ModelParameters parameters)
    {
        var key = new Key(
            parameters.Seed,
            parameters.InputBits,
            parameters.ColumnCount,
            (int)Math.Round(parameters.PotentialShare * parameters.InputBits),
            ProximalRates.ConnectedUnits(parameters)
        );
        if (Made.TryGetValue(key, out var reference) && reference.TryGetTarget(out var start))
        {
            return start;
        }

        start = new SpatialPoolerStart(key);
        Made[key] = new WeakReference<SpatialPoolerStart>(start);
        return start;
    }

    /// <summary>A column's permanences; 0 outside its potential pool.</summary>
    public ReadOnlySpan<byte> Permanences(int column) => _permanences.AsSpan(column * _key.Inputs, _key.Inputs);

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

    private readonly record struct Key(ulong Seed, int Inputs, int Columns, int Potential, byte Threshold);
}
