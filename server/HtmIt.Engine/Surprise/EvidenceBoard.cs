using HtmIt.Engine.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>All kinds of evidence side by side, and their weighted sums.</summary>
internal sealed class EvidenceBoard(SurpriseParameters parameters)
{
    public const int Kinds = 11;

    private const double LeastShareOfOnset = 0.1;
    private const double SpacingOfOne = 300;
    private const double FinestSpacing = 60;
    private const double CoarsestSpacing = 3600;

    private readonly EvidenceChannel[] _channels =
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

    private readonly double[] _weights =
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

    private long _spacing = long.MinValue;
    private double _rowWeight = 1;

    /// <summary>All evidence that waits.</summary>
    public double Evidence { get; private set; }

    /// <summary>The evidence of the newest row alone.</summary>
    public double Surprise { get; private set; }

    /// <summary>Begins a row.</summary>
    /// <param name="spacing">Seconds that a row stands for; 0 while unknown.</param>
    /// <param name="thinned">Whether a sample is the mean of five rows or more: then what happens within a few rows has more weight.</param>
    public void Begin(long spacing, bool thinned)
    {
        Evidence = 0;
        Surprise = 0;
        _weights[(int)EvidenceKind.Jump] = thinned ? parameters.ThinnedJumpWeight : parameters.JumpWeight;
        _weights[(int)EvidenceKind.Steps] = thinned ? parameters.ThinnedStepsWeight : parameters.StepsWeight;
        if (spacing != _spacing)
        {
            _spacing = spacing;
            var share = Math.Clamp(spacing, FinestSpacing, CoarsestSpacing) / SpacingOfOne;
            _rowWeight = parameters.WholeWeight * PortableMath.Exp(parameters.SpacingExponent * PortableMath.Log(share));
        }
    }

    /// <summary>Takes the newest value of a statistic; null when it has none at this row.</summary>
    /// <param name="rowsBack">How many rows before the newest one lies the row that the value speaks of.</param>
    public void Add(EvidenceKind kind, in EvidenceRow row, double? statistic, double reference = 0, int rowsBack = 0)
    {
        var channel = _channels[(int)kind];
        var weight = _weights[(int)kind] * _rowWeight;
        var decades = channel.Next(row, statistic, reference, rowsBack);
        Surprise += rowsBack == 0 ? weight * decades : 0;
        Evidence += weight * channel.Hold.Largest;
    }

    /// <summary>The first row of the evidence that waits: of those kinds that matter.</summary>
    public long OnsetRow(long row)
    {
        var first = row;
        for (var kind = 0; kind < Kinds; kind++)
        {
            first = ShareOf(kind) >= LeastShareOfOnset ? Math.Min(first, _channels[kind].Hold.Row) : first;
        }

        return first;
    }

    /// <summary>What each kind contributes to the evidence that waits; a place for each kind.</summary>
    public void CopyShares(Span<EvidenceShare> shares)
    {
        for (var kind = 0; kind < Kinds; kind++)
        {
            shares[kind] = new((EvidenceKind)kind, ShareOf(kind), _channels[kind].Hold.Reference);
        }
    }

    public void Save(SnapshotWriter writer)
    {
        foreach (var channel in _channels)
        {
            channel.Save(writer);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        foreach (var channel in _channels)
        {
            channel.Load(ref reader);
        }
    }

    private double ShareOf(int kind) => Evidence == 0 ? 0 : _weights[kind] * _rowWeight * _channels[kind].Hold.Largest / Evidence;
}
