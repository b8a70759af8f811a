using HtmIt.Core.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtmIt.Server.Hosting;

/// <summary>The server is healthy when its database takes writes.</summary>
internal sealed class StorageHealthCheck(IStorageProbe probe, StorageHealthLog log) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var fault = await probe.FindFaultAsync(cancellationToken);
        log.Note(fault);
        return fault is null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(fault);
    }
}
