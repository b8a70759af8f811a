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
}
