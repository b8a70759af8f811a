using System.Collections.Concurrent;
using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

/// <summary>What the fake server answers. Unset handlers answer UNIMPLEMENTED.</summary>
public sealed class FakeServices
{
    /// <summary>Unary handlers by rpc name.</summary>
    public ConcurrentDictionary<string, Func<object, ServerCallContext, Task<object>>> Unary { get; } = new();

    public Func<
        IAsyncStreamReader<IngestMetricDataRequest>,
        IServerStreamWriter<IngestMetricDataResponse>,
        ServerCallContext,
        Task
    >? Ingest { get; set; }

    public Func<WatchMetricDataRequest, IServerStreamWriter<WatchMetricDataResponse>, ServerCallContext, Task>? Watch { get; set; }

    /// <summary>What clients are told when they ask for the contract's revision.</summary>
    public Func<ServerCallContext, Task<int>> Revision { get; set; } = _ => Task.FromResult(ContractRevision.Current);

    /// <summary>And what they are told is the oldest one that the server understands.</summary>
    public int OldestRevision { get; set; }

    /// <summary>How often each unary rpc was called.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = new();

    /// <summary>Sets a unary handler.</summary>
    public void On<TRequest, TResponse>(string rpc, Func<TRequest, TResponse> handler)
        where TResponse : notnull => Unary[rpc] = (request, _) => Task.FromResult<object>(handler((TRequest)request));

    public async Task<GetServerInfoResponse> TellContractAsync(ServerCallContext context) =>
        new()
        {
            Version = "1.2.3",
            ContractRevision = await Revision(context),
            OldestContractRevision = OldestRevision,
        };

    public async Task<TResponse> AnswerAsync<TResponse>(string rpc, object request, ServerCallContext context)
    {
        Calls.AddOrUpdate(rpc, 1, (_, count) => count + 1);
        return Unary.TryGetValue(rpc, out var handler)
            ? (TResponse)await handler(request, context)
            : throw new RpcException(new Status(StatusCode.Unimplemented, $"{rpc} is not set."));
    }
}
