using Grpc.AspNetCore.Server.Model;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HtmIt.Server.Messages;

internal static class MessagesRegistration
{
    /// <summary>Reads the requests of all services within bounds. After <c>AddGrpc</c>, whose provider of methods it replaces.</summary>
    public static IServiceCollection AddBoundedMessages(this IServiceCollection services)
    {
        services.AddSingleton<MessageBounds>();
        services.AddSingleton<MessageCheck>();
        return services.Replace(ServiceDescriptor.Singleton(typeof(IServiceMethodProvider<>), typeof(BoundedMethodProvider<>)));
    }
}
