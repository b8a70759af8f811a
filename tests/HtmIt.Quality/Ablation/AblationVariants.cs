using HtmIt.Engine.Surprise;

namespace HtmIt.Quality.Ablation;

/// <summary>The decision layer with one part changed at a time.</summary>
internal static class AblationVariants
{
    private static readonly SurpriseParameters Whole = SurpriseParameters.Default;

    private static readonly SurpriseParameters Nothing = Whole with
    {
        SequenceWeight = 0,
        ValueWeight = 0,
        ShortShapeWeight = 0,
        LongShapeWeight = 0,
        SameTimeWeight = 0,
        StillnessWeight = 0,
    };

    public static readonly IReadOnlyList<(string Name, SurpriseParameters Parameters)> All =
    [
        ("whole", Whole),
        ("without temporal memory", Whole with { SequenceWeight = 0 }),
        ("without nearest value", Whole with { ValueWeight = 0 }),
        ("without short shapes", Whole with { ShortShapeWeight = 0 }),
        ("without long shapes", Whole with { LongShapeWeight = 0 }),
        ("without same time of day", Whole with { SameTimeWeight = 0 }),
        ("without stillness", Whole with { StillnessWeight = 0 }),
        ("without waiting", Whole with { HoldShare = 0, MinHoldRows = 1, MaxHoldRows = 1 }),
        ("temporal memory alone", Nothing with { SequenceWeight = 1 }),
        ("nearest value alone", Nothing with { ValueWeight = 1 }),
        ("short shapes alone", Nothing with { ShortShapeWeight = 1 }),
        ("long shapes alone", Nothing with { LongShapeWeight = 1 }),
        ("same time of day alone", Nothing with { SameTimeWeight = 1 }),
    ];
}
