using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Csv;
using NUnit.Framework;

namespace HtmIt.Client.Tests.Cli;

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
    [TestCase("\"timestamp\",\"value\"|\"2026-01-01 00:00:00\",\"7\"", TestName = "Read_Quotes_AreTaken")]
    public void Read_Columns_AreFound(string text)
    {
        File.WriteAllText(_path, text.Replace('|', '\n'));

        var row = new CsvSampleReader(new CsvOptions(), "m").Read(_path).Single();

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

        var rows = new CsvSampleReader(options, "m").Read(_path).ToList();

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

        Assert.That(
            () => new CsvSampleReader(new CsvOptions(), "m").Read(_path).ToList(),
            Throws.TypeOf<CliException>().With.Message.StartsWith(message)
        );
    }
}
