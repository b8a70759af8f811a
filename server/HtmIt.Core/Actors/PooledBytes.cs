using System.Buffers;

namespace HtmIt.Core.Actors;

/// <summary>Memory of the pool that is written once and read by several. It goes back when the last of them is done: not before, since whoever
/// rents it next would write another model's state into what is still being read.</summary>
internal sealed class PooledBytes : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = [];
    private int _length;
    private int _holders = 1;

    public ArraySegment<byte> Written => new(_bytes, 0, _length);

    public IDisposable Hold()
    {
        Interlocked.Increment(ref _holders);
        return new Holder(this);
    }

    /// <summary>The writer is done with it.</summary>
    public void Dispose() => Release();

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(1, sizeHint));
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void MakeRoom(int size)
    {
        if (_bytes.Length - _length >= size)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(_length + size);
        Written.CopyTo(larger);
        GiveBack();
        _bytes = larger;
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            GiveBack();
        }
    }

    private void GiveBack()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }

    /// <summary>One that reads it.</summary>
    private sealed class Holder(PooledBytes bytes) : IDisposable
    {
        private PooledBytes? _bytes = bytes;

        public void Dispose() => Interlocked.Exchange(ref _bytes, null)?.Release();
    }
}
