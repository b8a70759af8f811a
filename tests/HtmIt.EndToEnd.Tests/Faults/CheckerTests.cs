using HtmIt.Faults.Checking;
using HtmIt.Faults.Histories;
using HtmIt.Faults.Watches;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.Faults;

/// <summary>What is planted in a history must be found, and nothing else.</summary>
public sealed class CheckerTests
{
    private const string Name = "lab.metric";
    private const string Metric = "metrics/0123456789abcdef0123456789abcdef";

    private static readonly SentSample First = new(Name, 1_000, 1);
    private static readonly SentSample Second = new(Name, 1_030, 2);
    private static readonly SentSample Third = new(Name, 1_060, 3);

    private static readonly StoredRow[] Table = [Row(1, First), Row(2, Second), Row(3, Third)];

    // Three samples, all acknowledged and given by a watch.
    private static readonly Record Good = new()
    {
        Sent = [First, Second, Third],
        Acknowledged = [new(First, 1), new(Second, 2), new(Third, null)],
        Told = [Told(1, First), Told(2, Second), Told(3, Third)],
        Watches = [new WatchKind("all")],
    };

    [Test]
    public void Check_EverythingAsSaid_FindsNothing() => Assert.That(Checker.Check(Good, Table), Is.Empty);

    [Test]
    public void Check_AcknowledgedRowIsNotThere_IsLost()
    {
        var record = Good with { Told = [Told(1, First), Told(2, Second)] };

        AssertFinds(record, Table[..2], (FindingKind.Lost, "sample 3 of lab.metric"));
    }

    [Test]
    public void Check_AcknowledgedSampleHasAnotherTime_IsLost()
    {
        var record = Good with { Acknowledged = [new(First with { Time = 999 }, 1)] };

        AssertFinds(record, Table, (FindingKind.Lost, "sample 1 of lab.metric"));
    }

    [Test]
    public void Check_SentButNeverAcknowledged_MayBeMissing()
    {
        var record = Good with { Acknowledged = [new(First, 1), new(Second, 2)], Told = [Told(1, First), Told(2, Second)] };

        AssertFinds(record, Table[..2]);
    }

    [Test]
    public void Check_AcknowledgedAsAnotherRow_IsInvented()
    {
        var record = Good with { Acknowledged = [new(First, 2)] };

        AssertFinds(record, Table, (FindingKind.Invented, "sample 1 of lab.metric"));
    }

    [Test]
    public void Check_WatchGaveARowThatIsNotStored_IsInvented()
    {
        var record = Good with { Told = [.. Good.Told, Told(4, new(Name, 1_090, 4))] };

        AssertFinds(record, Table, (FindingKind.Invented, $"row 4 of {Metric} with the value 4"));
    }

    [Test]
    public void Check_WatchGaveTwoRowsOfOneNumber_OneIsInvented()
    {
        var record = Good with { Told = [.. Good.Told, Told(3, new(Name, 1_060, 30)) with { Position = "other" }] };

        AssertFinds(record, Table, (FindingKind.Invented, $"row 3 of {Metric} with the value 30"));
    }

    [Test]
    public void Check_TwoWatchesGaveTheSameFalseRow_CountsOnce()
    {
        var falseRow = Told(4, new(Name, 1_090, 4));
        var record = Good with { Told = [.. Good.Told, falseRow, falseRow with { Watch = "other" }] };

        AssertFinds(record, Table, (FindingKind.Invented, $"row 4 of {Metric} with the value 4"));
    }

    [Test]
    public void Check_WatchCouldNotGoOnFromItsPosition_IsInvented()
    {
        var record = Good with { RefusedPositions = [new("all", 1, "p3", "lies ahead")] };

        AssertFinds(record, Table, (FindingKind.Invented, "position p3 of all, stream 1"));
    }

    [Test]
    public void Check_TableHoldsWhatNobodySent_IsInvented()
    {
        var record = Good with { Sent = [First, Second], Acknowledged = [] };

        AssertFinds(record, Table, (FindingKind.Invented, "row 3 of lab.metric"));
    }

    [Test]
    public void Check_SampleStoredTwice_IsDoubled()
    {
        var again = Row(4, Third) with { Time = 1_090 };
        var record = Good with { Sent = [First, Second, Third], Told = [.. Good.Told, Told(4, Third) with { Time = 1_090 }] };

        AssertFinds(
            record,
            [.. Table, again],
            (FindingKind.Doubled, "sample 3 of lab.metric"),
            (FindingKind.Invented, "row 4 of lab.metric")
        );
    }

    [Test]
    public void Check_RowIdStoredTwice_IsDoubled()
    {
        var record = Good with { Acknowledged = [new(First, 1)] };

        AssertFinds(
            record,
            [Row(1, First), Row(2, Second), Row(2, Third)],
            (FindingKind.Doubled, "row 2 of lab.metric"),
            (FindingKind.Invented, $"row 3 of {Metric} with the value 3")
        );
    }

    [Test]
    public void Check_RowIdsHaveAGap_IsDoubled()
    {
        var record = Good with { Acknowledged = [new(First, 1)], Told = [Told(1, First), Told(3, Third)] };

        AssertFinds(record, [Row(1, First), Row(3, Third)], (FindingKind.Doubled, "row 2 of lab.metric"));
    }

    [Test]
    public void Check_OneStreamGaveARowTwice_IsDoubled()
    {
        var record = Good with { Told = [.. Good.Told, Told(3, Third) with { Position = "later" }] };

        AssertFinds(record, Table, (FindingKind.Doubled, $"row 3 of {Metric} in all"));
    }

    [Test]
    public void Check_RowAgainAfterABreakOrWithAnotherScore_IsNothing()
    {
        var record = Good with { Told = [.. Good.Told, Told(3, Third) with { Stream = 2 }, Told(3, Third) with { Score = 0.5 }] };

        AssertFinds(record, Table);
    }

    [Test]
    public void Check_SampleRefused_IsARefusedResend()
    {
        var record = Good with { Refused = [new(Second, "SampleTimeNotIncreasing")] };

        AssertFinds(record, Table, (FindingKind.RefusedResend, "sample 2 of lab.metric"));
    }

    [Test]
    public void Check_WatchDidNotGiveARow_IsMissed()
    {
        var record = Good with { Told = [Told(1, First), Told(3, Third)] };

        AssertFinds(record, Table, (FindingKind.Missed, "row 2 of lab.metric in all"));
    }

    [Test]
    public void Check_WatchOfOtherMetrics_NeedNotGiveTheRow()
    {
        var other = new WatchKind("other") { Metrics = new HashSet<string> { "metrics/other" } };
        var record = Good with { Watches = [.. Good.Watches, other] };

        AssertFinds(record, Table);
    }

    private static void AssertFinds(Record record, IReadOnlyList<StoredRow> table, params (FindingKind Kind, string Subject)[] expected) =>
        Assert.That(Checker.Check(record, table).Select(finding => (finding.Kind, finding.Subject)), Is.EquivalentTo(expected));

    private static StoredRow Row(long rowId, SentSample sample) => new(sample.Metric, Metric, rowId, sample.Time, sample.Value);

    private static ToldRow Told(long rowId, SentSample sample) =>
        new("all", 1, $"p{rowId}", Metric, rowId, sample.Time, sample.Value, null);
}
