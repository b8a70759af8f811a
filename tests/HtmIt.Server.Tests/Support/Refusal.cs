using Google.Rpc;
using Grpc.Core;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Support;

/// <summary>How a call was refused.</summary>
internal sealed record Refusal(StatusCode Code, string Reason, IReadOnlyDictionary<string, string> Metadata, string Text)
{
    /// <summary>Every field that is wrong.</summary>
    public IReadOnlyList<string> Fields { get; private init; } = [];

    public string Field => Metadata.GetValueOrDefault("field", "");

    public static Task<Refusal> OfAsync<T>(AsyncUnaryCall<T> call) => OfAsync(() => call.ResponseAsync);

    public static async Task<Refusal> OfAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RpcException fault)
        {
            return From(fault);
        }
        throw new AssertionException("The call was not refused.");
    }

    public static Refusal From(RpcException fault)
    {
        var status = fault.GetRpcStatus();
        var info = status?.GetDetail<ErrorInfo>();
        return new(fault.StatusCode, info?.Reason ?? "", info?.Metadata.ToDictionary() ?? [], fault.Status.Detail)
        {
            Fields = [.. status?.GetDetail<BadRequest>()?.FieldViolations.Select(one => one.Field) ?? []],
        };
    }
}
