using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using HtmIt.Server.Settings;

namespace HtmIt.Server.Interceptors;

/// <summary>The one place where exceptions become statuses.</summary>
internal sealed partial class ErrorInterceptor(ILogger<ErrorInterceptor> logger) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    ) => RunAsync(() => continuation(request, context), context);

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    ) => RunAsync(() => Finish(continuation(request, responseStream, context)), context);

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation
    ) => RunAsync(() => continuation(requestStream, context), context);

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation
    ) => RunAsync(() => Finish(continuation(requestStream, responseStream, context)), context);

    private static async Task<bool> Finish(Task task)
    {
        await task;
        return true;
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> call, ServerCallContext context)
    {
        try
        {
            return await call();
        }
        // A fault of the server that a grain caught is one here, too: its text is for the log only.
        catch (DomainException refusal) when (refusal.Reason != ErrorReason.Internal)
        {
            throw RpcErrors.ToRpcException(refusal);
        }
        catch (AwsException fault)
        {
            throw RpcErrors.ToRpcException(fault);
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.ResourceExhausted && fault.Trailers.Count == 0)
        {
            throw RpcErrors.ToRpcException(DomainErrors.MessageTooLarge(MessageSize.Max));
        }
        catch (InvalidProtocolBufferException)
        {
            throw RpcErrors.ToRpcException(DomainErrors.MessageUnreadable());
        }
        catch (Exception fault) when (fault is RpcException || context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            Log.Failed(logger, fault, context.Method, RpcErrors.TraceId());
            throw RpcErrors.Internal();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Error, "{Method} failed, trace id {TraceId}")]
        public static partial void Failed(ILogger logger, Exception fault, string method, string traceId);
    }
}
