using HtmIt.Faults.Clusters;

namespace HtmIt.Faults.Laboratory;

/// <summary>What can be broken.</summary>
internal sealed record Site(FaultyCluster Cluster, FaultyServer Server);
