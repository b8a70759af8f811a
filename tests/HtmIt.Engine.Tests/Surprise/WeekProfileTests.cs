using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Surprise;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class WeekProfileTests
{
    private const int RowsPerDay = 288;

    [Test]
    public void Next_FirstWeek_HasNoValue() => Assert.That(Run(7 * RowsPerDay, _ => false), Is.All.Null);

    // Quiet on Sundays at noon for a month; then a Sunday like a Monday.
    [Test]
    public void Next_OrdinaryValueAtAnotherHour_LiesFarFromUsual()
    {
        var distances = Run(36 * RowsPerDay, row => row / RowsPerDay == 35);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(distances[(28 * RowsPerDay)..(35 * RowsPerDay)].Average(), Is.LessThan(2));
            Assert.That(distances[(35 * RowsPerDay)..].Average(), Is.GreaterThan(5));
        }
    }

    // Weeks from a Sunday on: 0 in the first day of a week, 100 later, with a little noise.
    private static double?[] Run(int rows, Func<int, bool> changed)
    {
        var random = new Random(3);
        var (week, recent, level) = (new WeekProfile(), new RecentValues(), new LevelTracker());
        var distances = new double?[rows];
        for (var row = 0; row < rows; row++)
        {
            var quiet = row / RowsPerDay % 7 == 0 && !changed(row);
            var value = (quiet ? 0 : 100) + random.NextDouble();
            level.Add(value);
            recent.Add(value);
            distances[row] = week.Next(1_700_352_000 + (row * 300L), recent, level);
        }

        return distances;
    }
}
