using System.Text;
using CsvHelper;
using HtmIt.Cli.Errors;

namespace HtmIt.Cli.Csv;

/// <summary>One reading of an input: its delimiter and columns are known from the first lines, its records come one after the other.</summary>
internal sealed class CsvTable : IDisposable
{
    /// <summary>How many lines say what separates columns. Two have to do where waiting for more could take long.</summary>
    private const int LinesOfFile = 20;
    private const int LinesOfPipe = 2;

    private const int MaxRecordLength = 1 << 20;

    private readonly LookAheadReader _text;
    private readonly CsvReaderOptions _options;
    private long _lineCount;
    private readonly List<CsvRecord> _first = [];

    private CsvTable(LookAheadReader text, int lineCount, CsvOptions options)
    {
        var lines = text.SeeLines(lineCount);
        if (lines.Count == 0)
        {
            throw new CliException("The file is empty.");
        }

        Separator = Delimiter.Find(lines, options);
        _text = text;
        _options = CreateOptions();
        AddNext();
        AddNext();
        if (_first.Count == 0)
        {
            throw new CliException("The file is empty.");
        }

        Columns = CsvColumns.Find(_first[0].Fields, _first.ElementAtOrDefault(1).Fields, options);
    }

    public char Separator { get; }

    public CsvColumns Columns { get; }

    /// <summary>The first record that is no header, to show what records look like.</summary>
    public CsvRecord? Example =>
        Columns.Header is null ? _first[0]
        : _first.Count > 1 ? _first[1]
        : null;

    public static CsvTable Open(CsvInput input, CsvOptions options, CancellationToken cancellationToken)
    {
        var text = input.Read(cancellationToken);
        try
        {
            return new CsvTable(text, input.CanBeReadTwice ? LinesOfFile : LinesOfPipe, options);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>All records but the header. To be called once.</summary>
    public IEnumerable<CsvRecord> ReadRecords()
    {
        foreach (var record in _first.Skip(Columns.Header is null ? 0 : 1))
        {
            yield return record;
        }

        while (ReadRecord() is { } record)
        {
            yield return record;
        }
    }

    public void Dispose() => _text.Dispose();

    private CsvReaderOptions CreateOptions() =>
        new()
        {
            HasHeader = false,
            Separator = Separator,
            TrimWhitespace = true,
        };

    private void AddNext()
    {
        if (ReadRecord() is { } record)
        {
            _first.Add(record);
        }
    }

    /// <summary>Line by line, so that a row of a pipe is read when it comes and not when the next ones fill a buffer.</summary>
    private CsvRecord? ReadRecord()
    {
        for (var line = _lineCount + 1; ReadText() is { } text; line = _lineCount + 1)
        {
            using var reader = CsvReader.FromText(text, _options);
            if (reader.Read())
            {
                var fields = new string[reader.FieldCount];
                for (var i = 0; i < fields.Length; i++)
                {
                    fields[i] = reader.GetString(i);
                }

                return new CsvRecord(line, fields);
            }
        }

        return null;
    }

    /// <summary>A line, with those after it that an open quote has go on.</summary>
    private string? ReadText()
    {
        if (_text.ReadLine() is not { } first)
        {
            return null;
        }

        var begin = ++_lineCount;
        if (!first.Contains('"') || !HasOpenQuote(first))
        {
            return first;
        }

        var text = new StringBuilder(first);
        while (_text.ReadLine() is { } more)
        {
            _lineCount++;
            text.Append('\n').Append(more);
            if (more.Contains('"') && !HasOpenQuote(text.ToString()))
            {
                break;
            }

            if (text.Length > MaxRecordLength)
            {
                throw new CliException($"line {begin}: a quote opens here that is not closed within {MaxRecordLength} characters.");
            }
        }

        return text.ToString();
    }

    /// <summary>Whether a quote that opens a field is not closed. Quotes inside of a field that begins without one are text.</summary>
    private bool HasOpenQuote(string text)
    {
        var isOpen = false;
        var canOpen = true;
        foreach (var character in text)
        {
            if (character == '"')
            {
                // A quote written twice closes and opens again.
                (isOpen, canOpen) = (!isOpen && canOpen, isOpen);
            }
            else if (!isOpen)
            {
                canOpen = character == Separator || (canOpen && char.IsWhiteSpace(character));
            }
        }

        return isOpen;
    }
}
