using System.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace HtmIt.Server.Messages;

/// <summary>Tells gRPC the methods of a generated service, as its own provider does, but with requests read within bounds.</summary>
internal sealed class BoundedMethodProvider<TService>(MessageCheck check, IEnumerable<IOwnMessages> own) : IServiceMethodProvider<TService>
    where TService : class
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<TService> context)
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } binding)
            {
                const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
                Type[] parameters = [typeof(ServiceBinderBase), type];
                var bind = binding.BindType.GetMethod(binding.BindMethodName, AnyStatic, parameters);
                bind!.Invoke(null, [new BoundedServiceBinder<TService>(context, check, own), null]);
                return;
            }
        }
    }
}
