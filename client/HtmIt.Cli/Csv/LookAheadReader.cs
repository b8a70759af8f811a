namespace HtmIt.Cli.Csv;

/// <summary>Reads text whose first lines can be seen beforehand, and stops waiting for more when it is told to: standard input may have nothing
/// to say for hours.</summary>
internal sealed class LookAheadReader(TextReader inner, CancellationToken cancellationToken) : TextReader
{
    private readonly Queue<string> _ahead = [];

    /// <summary>The first lines that are not empty; fewer when there are no more. To be called before anything is read.</summary>
    public IReadOnlyList<string> SeeLines(int count)
    {
        var lines = new List<string>();
        while (lines.Count < count && Wait(inner.ReadLineAsync(cancellationToken).AsTask()) is { } line)
        {
            _ahead.Enqueue(line);
            if (line.Length > 0)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    /// <summary>The next line, or null at the end.</summary>
    public override string? ReadLine() => _ahead.TryDequeue(out var line) ? line : Wait(inner.ReadLineAsync(cancellationToken).AsTask());

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>A read that has begun on a terminal or pipe can't be called off; it is left alone.</summary>
    private T Wait<T>(Task<T> read) => read.WaitAsync(cancellationToken).GetAwaiter().GetResult();
}
