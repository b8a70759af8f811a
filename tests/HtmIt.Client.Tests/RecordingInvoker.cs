using System.Collections.Concurrent;
using Grpc.Core;

namespace HtmIt.Client.Tests;

/// <summary>Notes which rpcs are called, and makes none of the calls.</summary>
internal sealed class RecordingInvoker : CallInvoker
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
    ) => throw Note(method);

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

    private RpcException Note(IMethod method)
    {
        _called[method.FullName] = true;
        return new RpcException(new Status(StatusCode.FailedPrecondition, method.FullName));
    }
}
