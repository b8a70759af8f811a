using HtmIt.Cli.Csv;
using HtmIt.Cli.Errors;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Csv;

public sealed class CsvTests
{
    private string _path = null!;

    [SetUp]
    public void Create() => _path = Path.GetTempFileName();

    [TearDown]
    public void Delete() => File.Delete(_path);

    [TestCase("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z")]
    [TestCase("2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05Z")]
    [TestCase("2026-01-02 03:04:05", "2026-01-02T03:04:05Z")]
    [TestCase("2026-01-02 03:04:05.250000", "2026-01-02T03:04:05.25Z")]
    [TestCase("2026-01-02", "2026-01-02T00:00:00Z")]
    [TestCase("1767323045", "2026-01-02T03:04:05Z")]
    [TestCase("1767323045.5", "2026-01-02T03:04:05.5Z")]
    [TestCase("1767323045500", "2026-01-02T03:04:05.5Z")]
    [TestCase("1767323045500000", "2026-01-02T03:04:05.5Z")]
    [TestCase("1767323045500000000", "2026-01-02T03:04:05.5Z")]
    public void TryParse_KnownForms_AreRead(string text, string expected)
    {
        Assert.That(TimeParser.TryParse(text, null, out var time), Is.True);
        Assert.That(time, Is.EqualTo(DateTimeOffset.Parse(expected, null)));
    }

    [TestCase("")]
    [TestCase("soon")]
    [TestCase("12.5")]
    [TestCase("NaN")]
    [TestCase("99999999999999999999999999")]
    public void TryParse_NoTime_IsRefused(string text) => Assert.That(TimeParser.TryParse(text, null, out _), Is.False);

    [Test]
    public void TryParse_Format_IsTheOnlyOneTaken()
    {
        Assert.That(TimeParser.TryParse("02.01.2026 03:04", "dd.MM.yyyy HH:mm", out var time), Is.True);
        Assert.That(time, Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero)));
        Assert.That(TimeParser.TryParse("2026-01-02 03:04", "dd.MM.yyyy HH:mm", out _), Is.False);
    }

    [TestCase("timestamp,value|2026-01-01 00:00:00,7", TestName = "Read_Header_ColumnsByName")]
    [TestCase("value;host;Time|7;web;2026-01-01T00:00:00Z", TestName = "Read_Semicolons_ColumnsByName")]
    [TestCase("when,host,load|2026-01-01,web,7", TestName = "Read_UnknownNames_ColumnsByContent")]
    [TestCase("2026-01-01 00:00:00,7", TestName = "Read_NoHeader_ColumnsByContent")]
    [TestCase("7\t1767225600", TestName = "Read_NoHeaderTabs_CountIsTheTime")]
    [TestCase("when;load|2026-01-01 00:00:00;7", TestName = "Read_UnknownNamesSemicolons_ColumnsByContent")]
    [TestCase("\uFEFFtimestamp,value||2026-01-01 00:00:00,7|", TestName = "Read_MarkAndEmptyLines_AreSkipped")]
    [TestCase("timestamp,value\r|2026-01-01 00:00:00,7\r", TestName = "Read_LinesAsOnWindows_AreTaken")]
    [TestCase("a 5\"\" disk,timestamp,value|\"b \"\"3\"\" disk\",2026-01-01 00:00:00,7", TestName = "Read_QuotesWrittenTwice_AreOne")]
    [TestCase("a 5\" disk,timestamp,value|b 3\" disk,2026-01-01 00:00:00,7", TestName = "Read_QuoteInText_IsText")]
    [TestCase("note,timestamp,value|\"a \"\"b\"\"|c,d\",2026-01-01 00:00:00,7", TestName = "Read_LineBreakInQuotes_IsOneRow")]
    [TestCase("\"timestamp\",\"value\"|\"2026-01-01 00:00:00\",\"7\"", TestName = "Read_Quotes_AreTaken")]
    public void Read_Columns_AreFound(string text)
    {
        File.WriteAllText(_path, text.Replace('|', '\n'));

        var row = Read(new CsvOptions()).Single();

        Assert.That(
            (row.MetricName, row.Sample.Time, row.Sample.Value, row.Problem),
            Is.EqualTo(("m", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), 7.0, (string?)null))
        );
    }

    [Test]
    public void Read_GivenColumns_WinByNameAndNumber()
    {
        File.WriteAllLines(_path, ["metric,timestamp,seen,value,other", "a,2020-01-01,2026-01-01,1,2", "b,2020-01-01,2026-01-01,1,3"]);
        var options = new CsvOptions { TimeColumn = "seen", ValueColumn = "5" };

        var rows = Read(options);

        Assert.That(
            rows.Select(row => (row.Line, row.MetricName, row.Sample.Time.Year, row.Sample.Value)),
            Is.EqualTo([(2L, "a", 2026, 2.0), (3L, "b", 2026, 3.0)])
        );
    }

    [TestCase("a,b|c,d", "No column holds times.")]
    [TestCase("timestamp,b|2026-01-01,d", "No column holds numbers.")]
    [TestCase("", "The file is empty.")]
    public void Read_NoSuchColumns_SaysSo(string text, string message)
    {
        File.WriteAllText(_path, text.Replace('|', '\n'));

        Assert.That(() => Read(new CsvOptions()), Throws.TypeOf<CliException>().With.Message.StartsWith(message));
    }

    [TestCase(",;", "0;1,5|1;2,5")]
    [TestCase(";", "a;b,c|1;2,5")]
    [TestCase(",", "a;b,c,d|1,5,d")]
    public void Find_Delimiter_IsTheOneThatDividesAllLinesAlike(string expected, string text) =>
        Assert.That(expected, Does.Contain(Delimiter.Find(text.Split('|'), new CsvOptions())));

    [TestCase("1,5", true, 1.5)]
    [TestCase("-1,5e2", true, -150.0)]
    [TestCase("1.5", true, null)]
    [TestCase("1.234,5", true, null)]
    [TestCase("1.5", false, 1.5)]
    [TestCase("1,5", false, null)]
    public void TryParse_Number_HasOneDecimalSign(string text, bool decimalComma, double? expected) =>
        Assert.That(Numbers.TryParse(text, decimalComma, out var number) ? number : (double?)null, Is.EqualTo(expected));

    [Test]
    public void Read_LineNumbers_AreThoseOfTheFile()
    {
        File.WriteAllText(_path, "\nnote,time,value\n\n\"a\nb\",2026-01-01,1\nc,2026-01-02,2\n");

        Assert.That(Read(new CsvOptions()).Select(row => row.Line), Is.EqualTo([4, 6]));
    }

    [Test]
    public void Read_QuoteThatIsNeverClosed_NamesItsLine()
    {
        File.WriteAllText(_path, "time,value,note\n2026-01-01,1,\"a\n" + string.Concat(Enumerable.Repeat("2026-01-02,2,b\n", 100_000)));

        Assert.That(() => Read(new CsvOptions()), Throws.TypeOf<CliException>().With.Message.StartsWith("line 2: a quote opens here"));
    }

    [Test]
    public void Read_QuotesInText_DoNotJoinLines()
    {
        File.WriteAllText(_path, "note,time,value\na 5\"\" x,2026-01-01,1\nb 3\" x,2026-01-02,2\nc,2026-01-03,3\n");

        Assert.That(Read(new CsvOptions()).Select(row => row.Sample.Value), Is.EqualTo([1, 2, 3]));
    }

    private List<CsvRow> Read(CsvOptions options)
    {
        using var input = CsvInput.Open(_path, TextReader.Null);
        using var table = CsvTable.Open(input, options, CancellationToken.None);
        var rows = new RowReader(table.Columns, options, "m", order: null);
        return [.. table.ReadRecords().Select(rows.Read)];
    }
}
