using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A stretch of a ranking's window.</summary>
internal sealed class RankingBarView(RankingBar bar)
{
    public DateTime StartTime => bar.StartTime.UtcDateTime;

    public double? MaxLikelihood => bar.MaxLikelihood;

    public double? Height => bar.Height;

    public AnomalyColor? Color => bar.Color;

    public long? MaxDisplayValue => bar.MaxDisplayValue;

    public double? MaxSurprise => bar.MaxSurprise;
}
