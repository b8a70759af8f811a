using HtmIt.Core.Exchange;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Exchange;

/// <summary>An export of everything while the server goes on.</summary>
public sealed class WholeExportTests : ServerFixture
{
    [Test, CancelAfter(120_000)] // nothing is lost of what moves in the lists meanwhile
    public async Task Export_MetricThatMovesToAnotherResource_IsInIt(CancellationToken cancellationToken)
    {
        var store = Server.Services.GetRequiredService<IMetricStore>();
        var keys = Enumerable.Range(0, 1_001).Select(i => new MetricKey($"moves.{i:0000}")).ToArray();
        var ids = await store.GetOrAddCustomAsync(keys, cancellationToken);
        var found = new HashSet<MetricId>();
        await foreach (var part in Server.Services.GetRequiredService<ExportMetrics>().ExecuteAsync(after: null, cancellationToken))
        {
            if (part is not ExportedPart.Begin begin)
            {
                continue;
            }
            found.Add(begin.Metric.Id);
            if (found.Count == 1)
            {
                var last = ids[keys[^1]].ResourceName;
                await Metrics.UpdateMetricAsync(
                    new()
                    {
                        Metric = new() { Name = last, Resource = " first of all" },
                    },
                    cancellationToken: cancellationToken
                );
            }
        }
        Assert.That(ids.Values, Is.SubsetOf(found));
    }
}
