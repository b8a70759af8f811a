using HtmIt.Engine.Incidents;
using HtmIt.Engine.Surprise;

namespace HtmIt.Quality.Ablation;

/// <summary>The decision layer with one part changed at a time.</summary>
internal static class AblationVariants
{
    private static readonly SurpriseParameters Whole = SurpriseParameters.Default;

    private static readonly IncidentParameters Told = IncidentParameters.Default;

    public static readonly IReadOnlyList<AblationVariant> All =
    [
        new("whole", Whole, Told),
        Without("sequence", Whole with { SequenceWeight = 0 }),
        Without("nearest value", Whole with { ValueWeight = 0 }),
        Without("short shapes", Whole with { ShortShapeWeight = 0 }),
        Without("long shapes", Whole with { LongShapeWeight = 0 }),
        Without("same time of day", Whole with { SameTimeWeight = 0 }),
        Without("stillness", Whole with { StillnessWeight = 0 }),
        Without("jumps", Whole with { JumpWeight = 0, ThinnedJumpWeight = 0 }),
        Without("steps", Whole with { StepsWeight = 0, ThinnedStepsWeight = 0 }),
        Without("time of week", Whole with { TimeOfWeekWeight = 0 }),
        Without("spread", Whole with { SpreadWeight = 0 }),
        Without("slope", Whole with { SlopeWeight = 0 }),
        Without("row spacing", Whole with { SpacingExponent = 0 }),
        Without("waiting", Whole with { HoldShare = 0, MinHoldRows = 1, MaxHoldRows = 1 }),
        new("without habituation", Whole, Told with { Habituation = 0 }),
        new("without quiet time", Whole, Told with { QuietShare = 0, MinQuietRows = 1, MaxQuietRows = 1 }),
        new("memory of 3,000 rows", Whole, Told with { MemoryRows = 3000 }),
    ];

    private static AblationVariant Without(string part, SurpriseParameters parameters) => new($"without {part}", parameters, Told);
}
