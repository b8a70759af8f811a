using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace HtmIt.Testing.Client;

/// <summary>Makes failures as an HtmIt server sends them.</summary>
public static class Failures
{
    public static RpcException Create(StatusCode code, string reason, params (string Key, string Value)[] metadata)
    {
        var info = new ErrorInfo { Domain = "htmit", Reason = reason };
        foreach (var (key, value) in metadata)
        {
            info.Metadata.Add(key, value);
        }

        return new Google.Rpc.Status
        {
            Code = (int)code,
            Message = $"failed with {reason}",
            Details = { Any.Pack(info) },
        }.ToRpcException();
    }
}
