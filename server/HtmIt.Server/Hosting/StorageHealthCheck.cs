using HtmIt.Core.Data;
using HtmIt.Core.Errors;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtmIt.Server.Hosting;

/// <summary>The server is healthy when its database answers.</summary>
internal sealed class StorageHealthCheck(ISampleReader reader) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await reader.ReadRangeAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (DomainException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
    }
}
