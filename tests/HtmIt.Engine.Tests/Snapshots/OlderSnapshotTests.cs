using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.Tests.Snapshots;

/// <summary>What earlier versions have written is read, and goes on as if nothing had happened.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class OlderSnapshotTests
{
    private const int SavedAt = 1_500;
    private const int Rows = 2_200;

    [Test]
    public void Load_VersionFour_GoesOnBitForBit()
    {
        var loaded = AnomalyModel.Load(Stored("version-4.snap"));
        Assert.That(loaded.RecordCount, Is.EqualTo(SavedAt));

        var whole = new AnomalyModel(ModelParameters.Default);
        for (var row = 0; row < Rows; row++)
        {
            var result = whole.Compute(TestSeries.Time(row), Value(row));
            if (row >= SavedAt)
            {
                Assert.That(loaded.Compute(TestSeries.Time(row), Value(row)), Is.EqualTo(result), $"row {row}");
            }
        }

        Assert.That(loaded.Save(), Is.EqualTo(whole.Save()));
    }

    private static double Value(int row) => (20 * Math.Sin(row / 45.0)) + (row * 7_919 % 97 / 10.0);

    private static byte[] Stored(string name)
    {
        using var stream = typeof(OlderSnapshotTests).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
