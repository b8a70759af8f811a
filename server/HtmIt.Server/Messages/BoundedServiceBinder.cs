using System.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;

namespace HtmIt.Server.Messages;

/// <summary>Takes a generated service's methods in and hands them on to gRPC, with requests read within bounds.</summary>
internal sealed class BoundedServiceBinder<TService>(
    ServiceMethodProviderContext<TService> context,
    MessageCheck check,
    IEnumerable<IOwnMessages> own
) : ServiceBinderBase
    where TService : class
{
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(method.Name, typeof(TRequest), typeof(ServerCallContext));
        var invoker = found.CreateDelegate<UnaryServerMethod<TService, TRequest, TResponse>>();
        context.AddUnaryMethod(BoundedMessages.Bound(method, check), Metadata(found), invoker);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ClientStreamingServerMethod<TRequest, TResponse>? handler
    )
    {
        var found = Find(method.Name, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var invoker = found.CreateDelegate<ClientStreamingServerMethod<TService, TRequest, TResponse>>();
        context.AddClientStreamingMethod(BoundedMessages.Bound(method, check), Metadata(found), invoker);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ServerStreamingServerMethod<TRequest, TResponse>? handler
    )
    {
        var found = Find(method.Name, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoker = found.CreateDelegate<ServerStreamingServerMethod<TService, TRequest, TResponse>>();
        context.AddServerStreamingMethod(BoundedMessages.Bound(method, check), Metadata(found), invoker);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        DuplexStreamingServerMethod<TRequest, TResponse>? handler
    )
    {
        Type[] parameters = [typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext)];
        var found = Find(method.Name, parameters);
        if (own.Any(one => one.TryAdd(context, method.ServiceName, method.Name, Metadata(found))))
        {
            return;
        }
        var invoker = found.CreateDelegate<DuplexStreamingServerMethod<TService, TRequest, TResponse>>();
        context.AddDuplexStreamingMethod(BoundedMessages.Bound(method, check), Metadata(found), invoker);
    }

    private static MethodInfo Find(string name, params Type[] parameters) =>
        typeof(TService).GetMethod(name, BindingFlags.Public | BindingFlags.Instance, parameters)
        ?? throw new InvalidOperationException($"{typeof(TService)} has no method {name}.");

    private static List<object> Metadata(MethodInfo method) =>
        [
            .. typeof(TService).GetCustomAttributes(inherit: true),
            .. method.GetCustomAttributes(inherit: true),
            new HttpMethodMetadata([HttpMethods.Post], acceptCorsPreflight: true),
        ];
}
