using HtmIt.V1;

namespace HtmIt.Server.Tests.Support;

internal static class AutostackSpecs
{
    /// <summary>The spec of a metric of an autostack.</summary>
    public static ModelSpec Metric(this Autostack autostack, string ns, string name) =>
        new()
        {
            Autostack = new()
            {
                Autostack = autostack.Name,
                Namespace = ns,
                MetricName = name,
            },
        };
}
