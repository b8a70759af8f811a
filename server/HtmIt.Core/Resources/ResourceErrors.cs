using HtmIt.Core.Errors;
using HtmIt.Core.Names;

namespace HtmIt.Core.Resources;

/// <summary>Refusals about resources.</summary>
public static class ResourceErrors
{
    public static DomainException ResourceNotFound(ResourceId resource) =>
        new(
            ErrorReason.ResourceNotFound,
            $"There is no resource '{resource.ResourceName}'.",
            new Dictionary<string, string> { ["resource"] = resource.ResourceName }
        );
}
