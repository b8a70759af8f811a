using HtmIt.Engine.Layout;
using HtmIt.Engine.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>All kinds of evidence side by side, and their weighted sums.</summary>
internal sealed class EvidenceBoard
{
    public const int Kinds = EvidenceRules.Kinds;

    private const double LeastShareOfOnset = 0.1;
    private const double SpacingOfOne = 300;
    private const double FinestSpacing = 60;
    private const double CoarsestSpacing = 3600;

    private readonly SurpriseParameters _parameters;
    private readonly EvidenceRules _rules;
    private CacheLines<EvidenceLine> _lines;
    private CacheLines<EvidenceHistogram> _pasts;
    private CacheLines<EvidenceQueue> _queues;
    private double[] _weights;
    private long _spacing = long.MinValue;
    private double _rowWeight = 1;

    public EvidenceBoard(SurpriseParameters parameters)
    {
        _parameters = parameters;
        _rules = EvidenceRules.For(parameters);
        _weights = _rules.Weights(thinned: false);
        _lines.Resize(Kinds);
        _pasts.Resize(Kinds);
        _queues.Resize(Kinds);
    }

    /// <summary>Bytes of the arrays.</summary>
    public long Bytes => _lines.Bytes + _pasts.Bytes + _queues.Bytes;

    /// <summary>Asks for what every row needs.</summary>
    public void PrefetchState() => Prefetch.Lines<EvidenceLine>(_lines.Span);

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
        _weights = _rules.Weights(thinned);
        if (spacing != _spacing)
        {
            _spacing = spacing;
            var share = Math.Clamp(spacing, FinestSpacing, CoarsestSpacing) / SpacingOfOne;
            _rowWeight = _parameters.WholeWeight * PortableMath.Exp(_parameters.SpacingExponent * PortableMath.Log(share));
        }
    }

    /// <summary>Takes the newest value of a statistic; null when it has none at this row.</summary>
    /// <param name="rowsBack">How many rows before the newest one lies the row that the value speaks of.</param>
    public void Add(EvidenceKind kind, in EvidenceRow row, double? statistic, double reference = 0, int rowsBack = 0)
    {
        ref var line = ref _lines[(int)kind];
        var weight = _weights[(int)kind] * _rowWeight;
        var decades = 0.0;
        if (statistic is { } x)
        {
            ref var past = ref _pasts[(int)kind];
            decades = row.Speaks ? _rules.Scale((int)kind).Measure(ref line, ref past, x) : 0;
            if (row.Counts)
            {
                EvidenceScale.Count(ref line, ref past, x);
            }
        }

        _queues[(int)kind].Add(ref line, row.Number, decades, rowsBack, reference, row.HoldRows);
        Surprise += rowsBack == 0 ? weight * decades : 0;
        Evidence += weight * line.Largest;
    }

    /// <summary>The first row of the evidence that waits: of those kinds that matter.</summary>
    public long OnsetRow(long row)
    {
        var first = row;
        for (var kind = 0; kind < Kinds; kind++)
        {
            first = ShareOf(kind) >= LeastShareOfOnset ? Math.Min(first, _lines[kind].Row) : first;
        }

        return first;
    }

    /// <summary>What each kind contributes to the evidence that waits; a place for each kind.</summary>
    public void CopyShares(Span<EvidenceShare> shares)
    {
        for (var kind = 0; kind < Kinds; kind++)
        {
            shares[kind] = new((EvidenceKind)kind, ShareOf(kind), _lines[kind].Reference);
        }
    }

    public void Save(SnapshotWriter writer)
    {
        for (var kind = 0; kind < Kinds; kind++)
        {
            EvidenceScale.Save(_lines[kind], ref _pasts[kind], writer);
            _queues[kind].Save(_lines[kind], writer);
        }
    }

    /// <summary>Reads what was written at a row.</summary>
    public void Load(long row, ref SnapshotReader reader)
    {
        for (var kind = 0; kind < Kinds; kind++)
        {
            EvidenceScale.Load(ref _lines[kind], ref _pasts[kind], ref reader);
            _queues[kind].Load(ref _lines[kind], row, ref reader);
        }
    }

    private double ShareOf(int kind) => Evidence == 0 ? 0 : _weights[kind] * _rowWeight * _lines[kind].Largest / Evidence;
}
