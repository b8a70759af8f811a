using Grpc.AspNetCore.Server.Model;

namespace HtmIt.Server.Messages;

/// <summary>Binds a method whose messages are read and written without the generated code.</summary>
internal interface IOwnMessages
{
    /// <summary>False where the method is not the one.</summary>
    bool TryAdd<TService>(ServiceMethodProviderContext<TService> context, string service, string method, List<object> metadata)
        where TService : class;
}
