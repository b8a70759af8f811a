using HtmIt.Quality.Nab;

namespace HtmIt.Engine.Tests.Quality;

[TestFixture]
internal sealed class NabCorpusReaderTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("htmit-corpus-").FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "data", "other"));
        Directory.CreateDirectory(Path.Combine(_folder, "labels"));
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("2024-01-01 00:01:00.000000", "2024-01-01 00:02:00.000000", "2024-01-01 00:0{0}:00", "\n")]
    [TestCase("2024-01-01 00:01", "2024-01-01 00:02", "2024-01-01 00:0{0}", "\r\n")]
    [TestCase("2024-01-01T00:01:00Z", "2024-01-01T00:02:00Z", "2024-01-01 00:0{0}:00.250", "\n")]
    public void Read_TimestampForms_AreUnderstood(string first, string last, string form, string newline)
    {
        var rows = Enumerable.Range(0, 4).Select(row => string.Format(null, form, row) + "," + row);
        Write("a.csv", string.Join(newline, rows.Prepend("timestamp,value")), $"[[\"{first}\",\"{last}\"]]");

        var series = NabCorpusReader.Read(_folder).Series.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(series.Values, Is.EqualTo(new double[] { 0, 1, 2, 3 }));
            Assert.That(series.Windows.Single().First, Is.EqualTo(1));
            Assert.That(series.Windows.Single().Last, Is.InRange(1, 2));
        }
    }

    [Test]
    public void Read_NoLabelsAndMissingValue_KeepsTheRows()
    {
        Write("a.csv", "timestamp,value\n2024-01-01 00:00:00,1\n2024-01-01 00:05:00,\n", "[]");

        var series = NabCorpusReader.Read(_folder).Series.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(series.Values, Is.EqualTo(new[] { 1, double.NaN }));
            Assert.That(series.Windows, Is.Empty);
            Assert.That(series.Category, Is.EqualTo("other"));
        }
    }

    private void Write(string name, string csv, string windows)
    {
        File.WriteAllText(Path.Combine(_folder, "data", "other", name), csv);
        File.WriteAllText(Path.Combine(_folder, "labels", "combined_windows.json"), $"{{\"other/{name}\": {windows}}}");
    }
}
