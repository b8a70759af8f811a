namespace HtmIt.Engine.Reference;

/// <summary>What a segment shall learn, as noted when it became active.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="ActiveSources">Sources of its synapses that were active.</param>
/// <param name="NewSources">Cells that it shall connect to.</param>
internal sealed record SegmentUpdate(
    BacktrackingSegment Segment,
    IReadOnlyCollection<int> ActiveSources,
    IReadOnlyCollection<int> NewSources
);
