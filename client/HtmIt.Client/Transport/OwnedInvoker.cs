using Grpc.Core;
using Grpc.Net.Client;

namespace HtmIt.Client;

/// <summary>Calls over the channel of a client. When the client is disposed, it is the client that says so.</summary>
internal sealed class OwnedInvoker(GrpcChannel channel) : CallInvoker
{
    private readonly CallInvoker _calls = channel.CreateCallInvoker();

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    ) => Begin(() => _calls.BlockingUnaryCall(method, host, options, request));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    ) => Begin(() => _calls.AsyncUnaryCall(method, host, options, request));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    ) => Begin(() => _calls.AsyncServerStreamingCall(method, host, options, request));

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options
    ) => Begin(() => _calls.AsyncClientStreamingCall(method, host, options));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options
    ) => Begin(() => _calls.AsyncDuplexStreamingCall(method, host, options));

    private static T Begin<T>(Func<T> begin)
    {
        try
        {
            return begin();
        }
        catch (ObjectDisposedException exception) when (exception.ObjectName == typeof(GrpcChannel).FullName)
        {
            throw new ObjectDisposedException(nameof(HtmItClient));
        }
    }
}
