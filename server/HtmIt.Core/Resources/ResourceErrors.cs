using HtmIt.Core.Errors;

namespace HtmIt.Core.Resources;

/// <summary>Refusals about resources.</summary>
public static class ResourceErrors
{
    public static DomainException ResourceNotFound(string resource) =>
        new(
            ErrorReason.ResourceNotFound,
            $"There is no resource '{resource}'.",
            new Dictionary<string, string> { ["resource"] = resource }
        );
}
