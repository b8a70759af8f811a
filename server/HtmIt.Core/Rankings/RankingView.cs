using HtmIt.Core.Metrics;

namespace HtmIt.Core.Rankings;

/// <summary>A part of a ranking with all that is shown of it.</summary>
public sealed record RankingView(RankingWindow? Window, RankingBasis Basis, IReadOnlyList<RankingView.Row> Rows)
{
    /// <param name="Window">What the value and the bars are over; null when there is no sample.</param>
    /// <param name="Bars">One for each block of the window, null where no sample has a score; empty when they were not wanted.</param>
    public sealed record Row(Metric Metric, double Value, double ResourceValue, RankingWindow? Window, IReadOnlyList<RankingBar?> Bars)
    {
        /// <summary>Whether it looks the same, whatever else became of the metric.</summary>
        public bool LooksLike(Row other) =>
            Metric.Id == other.Metric.Id
            && Metric.Status == other.Metric.Status
            && Value.Equals(other.Value)
            && ResourceValue.Equals(other.ResourceValue)
            && Bars.SequenceEqual(other.Bars);
    }

    public bool LooksLike(RankingView other) =>
        Rows.Count == other.Rows.Count && Rows.Zip(other.Rows).All(pair => pair.First.LooksLike(pair.Second));
}
