namespace HtmIt.Quality.Nab;

/// <summary>What a caught window, a missed window and a false row are worth.</summary>
internal sealed record NabProfile(string Name, double TruePositive, double FalseNegative, double FalsePositive)
{
    public static readonly NabProfile Standard = new("standard", 1, 1, 0.11);
    public static readonly NabProfile LowFalsePositives = new("reward_low_FP_rate", 1, 1, 0.22);
    public static readonly NabProfile LowFalseNegatives = new("reward_low_FN_rate", 1, 2, 0.11);

    public static readonly IReadOnlyList<NabProfile> All = [Standard, LowFalsePositives, LowFalseNegatives];
}
