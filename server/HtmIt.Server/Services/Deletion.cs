using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Server.Interceptors;

namespace HtmIt.Server.Services;

/// <summary>What allow_missing means to a deletion: what is gone already is as good as deleted, so that a call may be repeated whose answer was
/// lost (AIP-135).</summary>
internal static class Deletion
{
    public static Task<T> RunAsync<T>(bool allowMissing, Func<Task> delete)
        where T : new() =>
        RunAsync(
            allowMissing,
            async () =>
            {
                await delete();
                return new T();
            }
        );

    public static async Task<T> RunAsync<T>(bool allowMissing, Func<Task<T>> delete)
        where T : new()
    {
        try
        {
            return await delete();
        }
        catch (DomainException refusal) when (allowMissing && RpcErrors.Code(refusal.Reason) == StatusCode.NotFound)
        {
            return new();
        }
    }
}
