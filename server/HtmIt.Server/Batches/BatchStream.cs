using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using HtmIt.Server.Messages;
using HtmIt.V1;

namespace HtmIt.Server.Batches;

/// <summary>Binds <c>MetricDataService.IngestMetricData</c>: the service takes batches and gives answers, which are on the wire what the
/// generated messages are.</summary>
internal sealed class BatchStream(SampleBatchReader reader) : IOwnMessages
{
    private static readonly string Service = MetricDataService.Descriptor.FullName;

    public bool TryAdd<TService>(ServiceMethodProviderContext<TService> context, string service, string method, List<object> metadata)
        where TService : class
    {
        if (service != Service || method != nameof(MetricDataService.MetricDataServiceBase.IngestMetricData))
        {
            return false;
        }
        var requests = new Marshaller<SampleBatch>(
            static (_, _) => throw new NotSupportedException("The server only reads batches."),
            call => reader.Read(call.PayloadAsReadOnlySequence())
        );
        var responses = new Marshaller<BatchAnswer>(
            BatchAnswerWriter.Write,
            static _ => throw new NotSupportedException("The server only writes answers.")
        );
        context.AddDuplexStreamingMethod(
            new Method<SampleBatch, BatchAnswer>(MethodType.DuplexStreaming, service, method, requests, responses),
            metadata,
            static (target, batches, answers, call) => ((IBatchService)target).IngestBatches(batches, answers, call)
        );
        return true;
    }
}
