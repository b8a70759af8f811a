using HtmIt.Core.Specs;
using HtmIt.Engine;
using HtmIt.Testing.Postgres;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Support;

/// <summary>What must hold for the rows of every metric at any time.</summary>
internal static class LogChecks
{
    /// <summary>Row ids count from 1 without gaps, and sample times rise.</summary>
    public static void AssertOneOrder(IReadOnlyList<StoredRow> rows)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows.Select(row => row.RowId), Is.EqualTo(Enumerable.Range(1, rows.Count)), "row ids");
            Assert.That(rows.Select(row => row.Time), Is.Ordered.Ascending, "sample times");
            Assert.That(rows.Select(row => row.Time), Is.Unique, "sample times");
        }
    }

    /// <summary>Every row has, bit for bit, the score that a fresh model gives it.</summary>
    /// <param name="resolution">As the server tells it: 0 when none was given.</param>
    public static void AssertScores(IReadOnlyList<StoredRow> rows, double resolution) => AssertScores(rows, Definition(resolution));

    public static void AssertScores(IReadOnlyList<StoredRow> rows, ModelDefinition definition)
    {
        var expected = Scores(rows, definition);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.That(rows[i].Score, Is.EqualTo(expected[i]), $"row {rows[i].RowId}");
        }
    }

    public static AnomalyResult[] Scores(IEnumerable<StoredRow> rows, double resolution) => Scores(rows, Definition(resolution));

    private static ModelDefinition Definition(double resolution) => new() { Resolution = resolution > 0 ? resolution : null };

    private static AnomalyResult[] Scores(IEnumerable<StoredRow> rows, ModelDefinition definition)
    {
        var model = definition.CreateModel();
        return [.. rows.Select(row => model.Compute(row.Time, row.Value))];
    }
}
