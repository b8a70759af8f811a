using System.Collections.Concurrent;
using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Client.Tests;

/// <summary>Notes which rpcs are called, and makes none of the calls, but says which revision of the contract it speaks.</summary>
internal sealed class RecordingInvoker(int revision) : CallInvoker
{
    private readonly ConcurrentDictionary<string, bool> _called = new();

    public IEnumerable<string> Called => _called.Keys;

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    ) => throw Note(method);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    ) =>
        request is GetServerInfoRequest { View: ServerInfoView.Basic }
            ? Answer(method, (TResponse)(object)new GetServerInfoResponse { ContractRevision = revision })
            : throw Note(method);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    ) => throw Note(method);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options
    ) => throw Note(method);

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options
    ) => throw Note(method);

    private AsyncUnaryCall<TResponse> Answer<TResponse>(IMethod method, TResponse response)
    {
        Note(method);
        return new(Task.FromResult(response), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    private RpcException Note(IMethod method)
    {
        _called[method.FullName] = true;
        return new RpcException(new Status(StatusCode.FailedPrecondition, method.FullName));
    }
}
