using Grpc.Core;

namespace HtmIt.Server.Batches;

/// <summary>Takes a stream of batches.</summary>
internal interface IBatchService
{
    /// <summary><c>IngestMetricData</c>.</summary>
    Task IngestBatches(IAsyncStreamReader<SampleBatch> batches, IServerStreamWriter<BatchAnswer> answers, ServerCallContext context);
}
