using System.Diagnostics.Metrics;
using HtmIt.Core.Aws;

namespace HtmIt.Core.Collecting;

/// <summary>What collecting tells OpenTelemetry.</summary>
public sealed class CollectionInstruments
{
    public const string MeterName = "HtmIt.Collector";

    private readonly Counter<long> _revised;

    public CollectionInstruments(IMeterFactory meters)
    {
        _revised = meters
            .Create(MeterName)
            .CreateCounter<long>("htmit.cloudwatch.revised_samples", description: "Values that CloudWatch changed after they were stored");
    }

    public void Revised(AwsScope scope, string ns, int values) =>
        _revised.Add(values, new("account", scope.Account), new("region", scope.Region), new("namespace", ns));
}
