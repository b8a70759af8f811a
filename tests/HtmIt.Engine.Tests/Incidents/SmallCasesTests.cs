using HtmIt.Engine.Incidents;
using HtmIt.Engine.Parameters;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Incidents;

/// <summary>What a person would expect of small series: told once, at the row that is unusual, and not told of what is ordinary.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SmallCasesTests
{
    private const int Minute = 60;
    private const int FiveMinutes = 300;
    private const int Day = 86_400;

    [Test]
    public void Spike_InTheNewestRow_IsToldAtThatRow([Values(1, 2, 3, 4, 5, 6, 7, 8)] int seed)
    {
        var told = Told(Noise(2500, seed), 2500, 900, FiveMinutes, out var model);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(told[^1].Row, Is.EqualTo(2501));
            Assert.That(told[^1].Severity, Is.GreaterThan(4));
            Assert.That(model.RunningIncident!.Peak, Has.Property("Row").EqualTo(2501).And.Property("Value").EqualTo(900));
            Assert.That(model.RunningIncident.Onset.Row, Is.EqualTo(2501));
            Assert.That(model.RunningIncident.Reasons[0].Kind, Is.EqualTo(EvidenceKind.Value));
            Assert.That(model.RunningIncident.Reasons[0].Reference, Is.InRange(100, 140), "the nearest value ever seen");
        }
    }

    // One row of a hundred rows stands out, at any place of a thinned sample, up and down.
    [Test]
    public void Spikes_OfOneRow_AreToldAtTheirRow()
    {
        var right = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var row = 1500 + (seed * 7);
            var values = Noise(row + 40, seed);
            values[row] = seed % 2 == 0 ? 160 : 40;
            var incidents = Incidents(values, seed % 3 == 0 ? Minute : FiveMinutes).Where(one => one.Began.Row > 1000).ToArray();
            right += incidents.Any(one => one.Peak.Row == row + 1 && one.Severity >= Severity.Default) ? 1 : 0;
        }

        Assert.That(right, Is.GreaterThanOrEqualTo(38));
    }

    [Test]
    public void TenfoldValue_SoonAfterAnIncident_IsTold([Values(5, 12, 30, 60, 85, 120)] int rowsLater)
    {
        var values = Noise(3200, 4);
        values[3000] = 900;
        values[3000 + rowsLater] = 9000;

        var told = Told(values, FiveMinutes);

        Assert.That(told.Single(one => one.Row == 3001 + rowsLater).Severity, Is.GreaterThan(5));
    }

    [TestCase(1e4)]
    [TestCase(1e6)]
    [TestCase(1.8e19)]
    [TestCase(-1.7e308)]
    public void Glitch_LongAgo_DoesNotBlind(double glitch)
    {
        var values = Noise(4200, 9);
        values[1500] = glitch;
        for (var row = 3000; row < 3005; row++)
        {
            values[row] = 900;
        }

        var told = Told(values, FiveMinutes);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Single(one => one.Row is > 1495 and < 1520).Row, Is.EqualTo(1501));
            Assert.That(told.First(one => one.Row > 2990).Row, Is.EqualTo(3001));
            Assert.That(told.Count(one => one.Row is > 1600 and < 3000), Is.LessThanOrEqualTo(1));
        }
    }

    [Test]
    public void Step_ThatStays_IsToldAtItsFirstRowAndNotForEver()
    {
        var values = Noise(6000, 5);
        for (var row = 3000; row < values.Length; row++)
        {
            values[row] += 300;
        }

        var told = Told(values, FiveMinutes).Where(one => one.Row > 2900).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(told[0].Row, Is.EqualTo(3001));
            Assert.That(told, Has.Length.LessThanOrEqualTo(5));
        }
    }

    [Test]
    public void Stillness_FourHoursInADailySine_IsToldWithinThem()
    {
        var random = new Random(6);
        var values = Values(5600, row => 100 + (40 * Math.Sin(row * Math.PI / 144)) + random.NextDouble());
        Array.Fill(values, values[5300], 5300, 48);

        var told = Told(values, FiveMinutes);

        Assert.That(told.Any(one => one.Row is > 5300 and <= 5349), Is.True);
        Assert.That(told.Count(one => one.Row is > 2000 and <= 5300), Is.LessThanOrEqualTo(3));
    }

    [Test]
    public void Sparse_MostlyZeros_TellsTheLargeValueAtOnceAndFewOthers()
    {
        var random = new Random(8);
        var values = Values(4000, _ => random.Next(100) < 97 ? 0 : random.Next(1, 10));
        values[3500] = 500;

        var told = Told(values, 2 * 3600);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Count(one => one.Row == 3501), Is.EqualTo(1));
            Assert.That(told.Count(one => one.Row is > 500 and < 3501), Is.LessThanOrEqualTo(12));
        }
    }

    [Test]
    public void Constant_ThatChangesOnce_IsToldOnceWithThatValue()
    {
        var values = Values(1600, row => row == 1500 ? 8 : 7);

        var incident = Incidents(values, FiveMinutes).Single(one => one.Severity >= Severity.Default);

        Assert.That(incident.Peak, Has.Property("Row").EqualTo(1501).And.Property("Value").EqualTo(8));
    }

    [Test]
    public void Counter_ThatResetsRegularly_IsNotToldForEver()
    {
        var told = Told(Values(5000, row => row % 250 * 17), FiveMinutes);

        Assert.That(told.Count(one => one.Row > 2000), Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void Daily_UnusualDay_IsToldWithItsOwnRow()
    {
        var random = new Random(12);
        var values = Values(1200, row => 1000 + (row % 7 < 5 ? 0 : -300) + random.Next(60));
        values[1120] = 0;
        values[1130] = 20_000;

        var told = Told(values, Day).Select(one => one.Row).ToArray();

        Assert.That(told, Does.Contain(1121L).And.Contain(1131L));
    }

    // The clock goes back an hour: a local rhythm shifts by an hour against UTC.
    [Test]
    public void DaylightSaving_ShiftOfAnHour_IsTakenWithinAWeek()
    {
        var random = new Random(13);
        var values = Values(
            288 * 40,
            row => 100 + (40 * Math.Sin((row + (row > 288 * 28 ? 12 : 0)) * Math.PI / 144)) + (3 * random.NextDouble())
        );

        var told = Told(values, FiveMinutes).Where(one => one.Row > 288 * 28).ToArray();

        Assert.That(told.Count(one => one.Row > 288 * 35), Is.LessThanOrEqualTo(1));
        Assert.That(told, Has.Length.LessThanOrEqualTo(4));
    }

    [Test]
    public void Magnitude_ChangeOfSignAfterAJump_IsToldAtItsRow()
    {
        var random = new Random(14);
        double[] levels = [1e-9, 1e9, -1e9];
        var values = Values(
            3000,
            row =>
                levels[
                    row < 1500 ? 0
                    : row < 2500 ? 1
                    : 2
                ] * (1 + random.NextDouble())
        );

        var told = Told(values, FiveMinutes);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Select(one => one.Row), Does.Contain(1501L).And.Contain(2501L));
            Assert.That(told.Count(one => one.Row > 1000), Is.LessThanOrEqualTo(8), "a metric that has moved for good is learnt anew");
        }
    }

    // Values that are only sent when they are not zero: uneven times.
    [Test]
    public void OnlyNonZeroValues_AtUnevenTimes_TellTheLargeOne()
    {
        var random = new Random(15);
        var model = new AnomalyModel(ModelParameters.Default);
        var time = TestSeries.Start;
        var told = new List<long>();
        for (var row = 1; row <= 3000; row++)
        {
            time += random.Next(1, 40) * FiveMinutes;
            var result = model.Compute(time, row == 2800 ? 400 : random.Next(1, 12));
            told.AddRange((model.IncidentEvents & (IncidentEvents.Opened | IncidentEvents.Raised)) != 0 ? [row] : []);
        }

        Assert.That(told, Does.Contain(2800L));
        Assert.That(told.Count(row => row > 1000), Is.LessThanOrEqualTo(6));
    }

    [Test]
    public void Rows_BeforeTheFirstJudged_OpenNothing() => Assert.That(Told(Values(120, row => row * row), FiveMinutes), Is.Empty);

    private static double[] Values(int rows, Func<int, double> value) => [.. Enumerable.Range(0, rows).Select(value)];

    private static double[] Noise(int rows, int seed)
    {
        var random = new Random(seed);
        return Values(rows, _ => 90 + (20 * random.NextDouble()));
    }

    private static List<(long Row, double Severity)> Told(double[] values, int afterwards, double last, int seconds, out AnomalyModel model)
    {
        model = new AnomalyModel(ModelParameters.Default);
        return Told(model, [.. values[..afterwards], last], seconds);
    }

    private static List<(long Row, double Severity)> Told(double[] values, int seconds) =>
        Told(new AnomalyModel(ModelParameters.Default), values, seconds);

    /// <summary>Rows at which people are told, counted from 1, with the severity known there.</summary>
    private static List<(long Row, double Severity)> Told(AnomalyModel model, double[] values, int seconds)
    {
        var told = new List<(long, double)>();
        for (var row = 0; row < values.Length; row++)
        {
            var result = model.Compute(TestSeries.Start + ((long)row * seconds), values[row]);
            if ((model.IncidentEvents & (IncidentEvents.Opened | IncidentEvents.Raised)) != 0)
            {
                told.Add((row + 1, result.Severity));
            }
        }

        return told;
    }

    /// <summary>All incidents, those too small to be told among them.</summary>
    private static List<IncidentState> Incidents(double[] values, int seconds)
    {
        var model = new AnomalyModel(ModelParameters.Default);
        var incidents = new List<IncidentState>();
        for (var row = 0; row < values.Length; row++)
        {
            model.Compute(TestSeries.Start + ((long)row * seconds), values[row]);
            if (model.IncidentEvents.HasFlag(IncidentEvents.Ended))
            {
                incidents.Add(model.EndedIncident!);
            }
        }

        incidents.AddRange(model.RunningIncident is { } running ? [running] : []);
        return incidents;
    }
}
