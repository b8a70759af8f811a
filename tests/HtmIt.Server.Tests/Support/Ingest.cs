using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Server.Tests.Support;

/// <summary>Short ways to send samples.</summary>
internal static class Ingest
{
    /// <summary>2026-01-01 00:00 UTC.</summary>
    public const long Start = 1_767_225_600;

    public static SampleSeries Series(string name, IEnumerable<double> values, long start = Start, int step = 300) =>
        new()
        {
            Target = new() { Key = new() { MetricName = name } },
            Samples =
            {
                values.Select(
                    (value, i) =>
                        new Sample
                        {
                            SampleTime = new() { Seconds = start + ((long)i * step) },
                            Value = value,
                        }
                ),
            },
        };

    /// <summary>Sends one batch on a stream of its own, and returns its acknowledgement.</summary>
    public static async Task<IngestMetricDataResponse> SendAsync(
        this MetricDataService.MetricDataServiceClient data,
        params SampleSeries[] series
    )
    {
        using var call = data.IngestMetricData();
        await call.RequestStream.WriteAsync(new() { Sequence = 1, Series = { series } });
        await call.RequestStream.CompleteAsync();
        var answers = await call.ResponseStream.ReadAllAsync().ToListAsync();
        return answers.Single();
    }
}
