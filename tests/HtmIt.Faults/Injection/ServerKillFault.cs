using HtmIt.Faults.Laboratory;

namespace HtmIt.Faults.Injection;

/// <summary>The service itself is killed and started again.</summary>
internal sealed class ServerKillFault : IFault
{
    public string Name => "server-kill";

    public async Task StrikeAsync(Site site, Random random, CancellationToken cancellationToken)
    {
        await Pause.ForAsync(random.Next(0, 300), cancellationToken);
        await site.Server.KillAndRestartAsync(cancellationToken);
    }
}
