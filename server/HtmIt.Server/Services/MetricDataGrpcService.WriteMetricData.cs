using Grpc.Core;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <content>One batch in, its outcomes out: a stream of one step.</content>
internal sealed partial class MetricDataGrpcService
{
    public override async Task<WriteMetricDataResponse> WriteMetricData(WriteMetricDataRequest request, ServerCallContext context)
    {
        // What was taken is answered while the server stops, as far as there is time for it.
        using var answering = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stop.Over);
        using var session = ingest.Open(patient: false);
        try
        {
            var series = request.Series.Select(MetricDataMapping.ToSeries).ToArray();
            var storing = await session.BeginAsync(series, answering.Token);
            var outcomes = await storing.WaitAsync(answering.Token);
            return new() { Outcomes = { OutcomeMapping.ToProto(outcomes) }, RefusedCount = OutcomeMapping.RefusedCount(outcomes) };
        }
        catch (Exception fault) when (stop.IsBegun && !context.CancellationToken.IsCancellationRequested && fault is not RpcException)
        {
            // The time is over, or the store stopped.
            throw ServerStop.Ended("send the batch again");
        }
    }
}
