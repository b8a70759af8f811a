using HtmIt.Faults.Clusters;
using HtmIt.Faults.Laboratory;

namespace HtmIt.Faults.Injection;

/// <summary>The database crashes twice, in the middle of commits, and is started again at once; with a busy neighbour, whose transactions
/// come first then.</summary>
internal sealed class CrashFault(string name, bool kill, bool busy) : IFault
{
    private const int Crashes = 2;

    public string Name { get; } = name;

    public async Task StrikeAsync(Site site, Random random, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Crashes; i++)
        {
            await Pause.ForAsync(random.Next(200, 500), cancellationToken);
            await (kill ? site.Cluster.KillAsync(cancellationToken) : site.Cluster.StopImmediatelyAsync(cancellationToken));
            await using var neighbour = busy ? new BusyNeighbour(site.Cluster) : null;
            await site.Cluster.StartAsync(cancellationToken);

            // Until the service has asked what it wants to know of the time before.
            await Pause.ForAsync(random.Next(800, 1_200), cancellationToken);
        }
    }
}
