namespace HtmIt.Engine.Reference;

/// <summary>What an update leaves of the synapses of a segment.</summary>
/// <param name="Kept">Those that stay, in ascending order of their sources.</param>
/// <param name="Cut">Sources that no longer feed the segment. With the stale-position fault some of them still have a synapse here.</param>
internal sealed record AdaptedSynapses(IReadOnlyList<ReferenceSynapse> Kept, IReadOnlyCollection<int> Cut);
