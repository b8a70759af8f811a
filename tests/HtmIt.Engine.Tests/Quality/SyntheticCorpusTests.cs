using HtmIt.Quality.Synthetic;

namespace HtmIt.Engine.Tests.Quality;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SyntheticCorpusTests
{
    [Test]
    public void Create_SameSeed_SameSeries()
    {
        var first = SyntheticCorpus.Create(3, 2);
        var second = SyntheticCorpus.Create(3, 2);

        Assert.That(first.Series.Select(series => series.Values), Is.EqualTo(second.Series.Select(series => series.Values)));
    }

    [Test]
    public void Create_AllFamilies_WindowsLieBehindProbationAndApart()
    {
        foreach (var series in SyntheticCorpus.Create(1, 3).Series)
        {
            var starts = series.Windows.Select(window => window.First).ToArray();
            Assert.That(starts, Is.Ordered.Ascending, series.Name);
            Assert.That(starts, Is.All.GreaterThan(series.Probation), series.Name);
            Assert.That(series.Windows.Select(window => window.Length), Is.All.Positive, series.Name);
        }
    }
}
