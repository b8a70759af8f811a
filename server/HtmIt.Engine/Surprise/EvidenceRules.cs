namespace HtmIt.Engine.Surprise;

/// <summary>How each kind of evidence is measured and weighed. Models of the same parameters share one.</summary>
internal sealed class EvidenceRules
{
    /// <summary>Kinds that rows have; silence is none of them.</summary>
    public const int Kinds = 11;

    private static EvidenceRules? _last;

    private readonly SurpriseParameters _parameters;
    private readonly EvidenceScale[] _scales;
    private readonly double[] _weights;
    private readonly double[] _thinnedWeights;

    private EvidenceRules(SurpriseParameters parameters)
    {
        _parameters = parameters;
        _scales =
        [
            new(TailKind.MeanExcess, parameters.SequenceSoftening),
            new(TailKind.Quantiles, parameters.DistanceSoftening),
            new(TailKind.MeanExcess, parameters.DistanceSoftening),
            new(TailKind.MeanExcess, parameters.DistanceSoftening),
            new(TailKind.MeanExcess, parameters.DistanceSoftening),
            new(TailKind.MeanExcess, parameters.RunSoftening),
            new(TailKind.Ranked, parameters.JumpSoftening),
            new(TailKind.Ranked, parameters.StepsSoftening),
            new(TailKind.Ranked, parameters.TimeOfWeekSoftening),
            new(TailKind.Quantiles, parameters.DistanceSoftening),
            new(TailKind.Ranked, parameters.DistanceSoftening),
        ];
        _weights =
        [
            parameters.SequenceWeight,
            parameters.ValueWeight,
            parameters.ShortShapeWeight,
            parameters.LongShapeWeight,
            parameters.SameTimeWeight,
            parameters.StillnessWeight,
            parameters.JumpWeight,
            parameters.StepsWeight,
            parameters.TimeOfWeekWeight,
            parameters.SpreadWeight,
            parameters.SlopeWeight,
        ];
        _thinnedWeights = [.. _weights];
        _thinnedWeights[(int)EvidenceKind.Jump] = parameters.ThinnedJumpWeight;
        _thinnedWeights[(int)EvidenceKind.Steps] = parameters.ThinnedStepsWeight;
    }

    public static EvidenceRules For(SurpriseParameters parameters)
    {
        var last = Volatile.Read(ref _last);
        if (last?._parameters == parameters)
        {
            return last;
        }

        var rules = new EvidenceRules(parameters);
        Volatile.Write(ref _last, rules);
        return rules;
    }

    public EvidenceScale Scale(int kind) => _scales[kind];

    /// <summary>The weights of all kinds.</summary>
    /// <param name="thinned">Whether a sample is the mean of five rows or more: then what happens within a few rows has more weight.</param>
    public double[] Weights(bool thinned) => thinned ? _thinnedWeights : _weights;
}
