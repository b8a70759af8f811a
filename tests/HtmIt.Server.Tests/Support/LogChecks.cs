using HtmIt.Core.Actors;
using HtmIt.Core.Datasources;
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
    public static void AssertScores(IReadOnlyList<StoredRow> rows, double resolution)
    {
        var expected = Scores(rows, resolution);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.That(rows[i].Score, Is.EqualTo(expected[i]), $"row {rows[i].RowId}");
        }
    }

    public static AnomalyResult[] Scores(IEnumerable<StoredRow> rows, double resolution)
    {
        var model = RangeRules.CreateModel(new ModelDefinition(0, 0, resolution));
        return [.. rows.Select(row => model.Compute(row.Time, row.Value))];
    }
}
