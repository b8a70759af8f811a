using HtmIt.Core.Errors;

namespace HtmIt.Core.Instances;

/// <summary>Refusals about instances.</summary>
public static class InstanceErrors
{
    public static DomainException InstanceNotFound(string server) =>
        new(ErrorReason.InstanceNotFound, $"There is no instance '{server}'.", new Dictionary<string, string> { ["server"] = server });
}
