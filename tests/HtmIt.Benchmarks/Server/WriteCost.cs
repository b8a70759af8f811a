using HtmIt.Benchmarks.Processes;

namespace HtmIt.Benchmarks.Server;

/// <summary>Microseconds of processor time that server, PostgreSQL and this client spend on a sample.</summary>
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

    /// <summary>What was spent since, in microseconds for a sample.</summary>
    public WriteCost PerSample(int samples)
    {
        var now = Start(ServerId, DatabaseId);
        var perSample = 1e6 / samples;
        return new((now.Server - Server) * perSample, (now.Database - Database) * perSample, (now.Client - Client) * perSample);
    }
}
