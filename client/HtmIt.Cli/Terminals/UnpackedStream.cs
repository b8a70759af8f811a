using System.IO.Compression;
using HtmIt.Cli.Errors;

namespace HtmIt.Cli.Terminals;

/// <summary>What comes from a file or pipe, unpacked where its first bytes say that it is packed with gzip; all else as it is. Names say nothing:
/// standard input has none.</summary>
internal sealed class UnpackedStream(Stream inner, string name) : Stream
{
    // Without it a file that was cut off ends as if that were its end.
    static UnpackedStream() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private readonly byte[] _begin = new byte[4];
    private Stream? _plain;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _plain ??= await OpenAsync(cancellationToken);
        try
        {
            return await _plain.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new CliException($"{name} can't be unpacked: it is cut off or damaged.");
        }
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        // One byte tells most inputs from packed ones; a line of a pipe is not to wait for more than itself.
        var count = await inner.ReadAtLeastAsync(_begin.AsMemory(0, 2), 1, throwOnEndOfStream: false, cancellationToken);
        if (count > 0 && _begin[0] is 0x1f or (byte)'P')
        {
            count += await inner.ReadAtLeastAsync(
                _begin.AsMemory(count),
                _begin.Length - count,
                throwOnEndOfStream: false,
                cancellationToken
            );
        }

        var whole = new BegunStream(_begin.AsMemory(0, count), inner);
        return _begin.AsSpan(0, count) switch
        {
            [0x1f, 0x8b, ..] => new GZipStream(whole, CompressionMode.Decompress),
            [(byte)'P', (byte)'K', 3, 4] => throw new CliException($"{name} is a zip archive: unpack it first."),
            _ => whole,
        };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>A stream whose first bytes were read already.</summary>
    private sealed class BegunStream(Memory<byte> begin, Stream rest) : Stream
    {
        private Memory<byte> _begin = begin;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            _begin.Length > 0 ? Take(buffer.AsSpan(offset, count)) : rest.Read(buffer, offset, count);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _begin.Length > 0 ? Take(buffer.Span) : await rest.ReadAsync(buffer, cancellationToken);

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Take(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _begin.Length);
            _begin.Span[..count].CopyTo(buffer);
            _begin = _begin[count..];
            return count;
        }
    }
}
