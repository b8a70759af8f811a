using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.EndToEnd.Tests.Processes;

/// <summary>A stream of samples with batches that are not acknowledged yet. A sample's value is its batch's sequence.</summary>
internal sealed class HeldSender : IDisposable
{
    /// <summary>Time of the first batch's sample, 2026-01-01 00:00 UTC.</summary>
    public const long Start = 1_767_225_600;

    private readonly AsyncDuplexStreamingCall<IngestMetricDataRequest, IngestMetricDataResponse> _call;
    private int _acknowledged;

    public HeldSender(MetricDataService.MetricDataServiceClient data, string metric, CancellationToken cancellationToken)
    {
        Metric = metric;
        _call = data.IngestMetricData(cancellationToken: cancellationToken);
        Ended = StreamEnd.ReadAsync(_call.ResponseStream, Take, cancellationToken);
    }

    public string Metric { get; }

    /// <summary>How many batches were acknowledged, which come in order, from 0.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public Task<StreamEnd> Ended { get; }

    public Task SendAsync(int sequence) =>
        _call.RequestStream.WriteAsync(
            new()
            {
                Sequence = sequence,
                Series =
                {
                    new SampleSeries
                    {
                        Target = new() { Key = new() { MetricName = Metric } },
                        Samples =
                        {
                            new Sample
                            {
                                SampleTime = new() { Seconds = Start + sequence },
                                Value = sequence,
                            },
                        },
                    },
                },
            }
        );

    public void Dispose() => _call.Dispose();

    private string Take(IngestMetricDataResponse response)
    {
        if (response.Sequence != _acknowledged)
        {
            throw new InvalidOperationException($"{Metric}: batch {response.Sequence} was acknowledged after {_acknowledged} others.");
        }
        Interlocked.Increment(ref _acknowledged);
        return "";
    }
}
