using HtmIt.Benchmarks.Processes;

namespace HtmIt.Benchmarks.Server;

/// <summary>Milliseconds of processor time that server, PostgreSQL and this client spend on a thousand samples.</summary>
internal sealed record WriteCost(double Server, double Database, double Client)
{
    private int ServerId { get; init; }
    private int DatabaseId { get; init; }

    /// <summary>Begins counting.</summary>
    public static WriteCost Start(int serverId, int databaseId) =>
        new(ProcessorTime.Seconds(serverId), ProcessorTime.Seconds(databaseId), Environment.CpuUsage.TotalTime.TotalSeconds)
        {
            ServerId = serverId,
            DatabaseId = databaseId,
        };

    /// <summary>What was spent since, in milliseconds for a thousand samples.</summary>
    public WriteCost PerThousand(int samples)
    {
        var now = Start(ServerId, DatabaseId);
        var perThousand = 1e6 / samples;
        return new((now.Server - Server) * perThousand, (now.Database - Database) * perThousand, (now.Client - Client) * perThousand);
    }
}
