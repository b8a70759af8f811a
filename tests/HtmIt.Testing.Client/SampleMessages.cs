using Google.Protobuf.WellKnownTypes;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

/// <summary>Answers that tests of the client and of its commands send.</summary>
public static class SampleMessages
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Ranking Ranking(RankingScore score) =>
        new()
        {
            Score = score,
            WindowStartTime = Noon.AddDays(-1).ToTimestamp(),
            WindowEndTime = Noon.ToTimestamp(),
            BlockDuration = Duration.FromTimeSpan(TimeSpan.FromHours(1)),
            Metrics =
            {
                new RankedMetric
                {
                    Metric = new() { Name = "metrics/m", MetricName = "cpu" },
                    Value = 3,
                    ResourceValue = 5,
                    Bars =
                    {
                        new RankingBar { StartTime = Noon.ToTimestamp() },
                        new RankingBar
                        {
                            StartTime = Noon.ToTimestamp(),
                            MaxAnomalyLikelihood = 0.999999,
                            Height = 0.6,
                            Color = AnomalyColor.Red,
                            MaxDisplayValue = 1_000_000_001,
                            MaxSurprise = 2.5,
                        },
                    },
                },
            },
        };

    public static Notification Notification(int rowId) =>
        new()
        {
            Name = $"devices/x/notifications/{rowId}",
            Device = "devices/x",
            Metric = "metrics/m",
            MetricName = "m",
            RowId = rowId,
            SampleTime = new() { Seconds = 1_800_000_000 },
        };

    /// <summary>An incident that is over; its rows are those that follow the one with this number, a minute apart.</summary>
    public static Incident Incident(int number) =>
        new()
        {
            Name = $"incidents/{number}",
            Kind = IncidentKind.Values,
            State = IncidentState.Ended,
            Metric = "metrics/m",
            Key = new() { MetricName = "cpu", Labels = { ["host"] = "a" } },
            Resource = "a",
            ResourceName = "resources/a",
            DisplayName = "web",
            Severity = 4.25,
            Onset = IncidentRow(number),
            Peak = IncidentRow(number + 1),
            Noticed = IncidentRow(number + 2),
            Last = IncidentRow(number + 3),
            End = IncidentRow(number + 10),
            Reasons =
            {
                new IncidentReason
                {
                    Kind = EvidenceKind.Value,
                    Share = 0.75,
                    Reference = 137,
                    Text = "never seen value: 412, nearest was 137",
                },
                new IncidentReason
                {
                    Kind = EvidenceKind.Steps,
                    Share = 0.25,
                    Text = "ups and downs from row to row as never before",
                },
            },
        };

    private static IncidentRow IncidentRow(int rowId) =>
        new()
        {
            RowId = rowId,
            SampleTime = Noon.AddMinutes(rowId).ToTimestamp(),
            Value = 400 + rowId,
            Surprise = 2.5,
        };
}
