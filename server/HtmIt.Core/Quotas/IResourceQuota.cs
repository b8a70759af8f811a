using HtmIt.Core.Errors;
using HtmIt.Core.Names;

namespace HtmIt.Core.Quotas;

/// <summary>The limit of resources. What makes a resource checks it again in its own transaction, so that two at once cannot both get the
/// last place; this is for refusing before other work is done.</summary>
public interface IResourceQuota
{
    /// <summary>Checks that another metric of this resource, or another autostack (null), may be monitored.</summary>
    /// <exception cref="Errors.DomainException">QuotaExceeded.</exception>
    Task CheckAsync(ResourceId? resource, CancellationToken cancellationToken);
}
