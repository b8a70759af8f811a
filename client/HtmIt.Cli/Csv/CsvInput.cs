using System.Text;
using HtmIt.Cli.Terminals;

namespace HtmIt.Cli.Csv;

/// <summary>Where the rows come from: a file, which can be read from its begin again, or a pipe, which is gone once it is read.</summary>
internal sealed class CsvInput : IDisposable
{
    public const string StandardInput = "-";

    private const string Packed = ".gz";
    private const int BufferSize = 1 << 16;

    private readonly FileStream? _file;
    private readonly TextReader? _pipe;

    private CsvInput(string name, FileStream? file, TextReader? pipe) => (Name, _file, _pipe) = (name, file, pipe);

    /// <summary>What to call it.</summary>
    public string Name { get; }

    /// <summary>Whether all of it can be looked at before anything is done.</summary>
    public bool CanBeReadTwice => _file is { CanSeek: true };

    /// <param name="path">A file's path, or <c>-</c>.</param>
    /// <param name="standardInput">What <c>-</c> stands for.</param>
    public static CsvInput Open(string path, TextReader standardInput) =>
        path == StandardInput
            ? new CsvInput("standard input", null, standardInput)
            // Held open, so that a file replaced meanwhile is not sent unseen.
            : new CsvInput(Path.GetFileName(path), new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), null);

    /// <summary>What a metric is called by default that the file at a path is about.</summary>
    public static string ToMetricName(string path)
    {
        var name = Path.GetFileName(path);
        var unpacked = name.EndsWith(Packed, StringComparison.OrdinalIgnoreCase) ? name[..^Packed.Length] : name;
        return Path.GetFileNameWithoutExtension(unpacked).Replace(' ', '_');
    }

    /// <summary>Begins to read, from the begin if that is possible.</summary>
    public LookAheadReader Read(CancellationToken cancellationToken)
    {
        if (_file is { CanSeek: true })
        {
            _file.Position = 0;
        }

        return new LookAheadReader(_pipe ?? OpenText(_file!), cancellationToken);
    }

    private StreamReader OpenText(FileStream file) =>
        // Left open: it may be read again.
        new(new UnpackedStream(file, Name), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferSize, leaveOpen: true);

    public void Dispose() => _file?.Dispose();
}
