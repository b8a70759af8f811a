using HtmIt.Faults.Laboratory;

namespace HtmIt.Faults.Injection;

/// <summary>All of the database stands still for a while, and goes on as if nothing had been.</summary>
internal sealed class FreezeFault(string name, int shortest, int longest) : IFault
{
    public string Name { get; } = name;

    public async Task StrikeAsync(Site site, Random random, CancellationToken cancellationToken)
    {
        site.Cluster.Freeze();
        try
        {
            await Pause.ForAsync(random.Next(shortest, longest), cancellationToken);
        }
        finally
        {
            site.Cluster.Thaw();
        }
    }
}
