using System.CommandLine;
using Grpc.Core;
using Grpc.Net.Client;
using HtmIt.Testing.Processes;

namespace HtmIt.Benchmarks.Hostile;

/// <summary><c>hostile-message</c>: messages of 4 MiB that consist of empty series, several at once.</summary>
internal static class HostileMessageCommand
{
    private const int LargestMessage = 4 * 1024 * 1024;
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    public static Command Create() =>
        HostileRun.Create("hostile-message", "Memory of a server that gets 4 MiB messages of empty series.", 16, LoadAsync);

    private static async Task LoadAsync(
        ServerProcess server,
        int count,
        Dictionary<string, object> results,
        CancellationToken cancellationToken
    )
    {
        var bytes = new byte[LargestMessage];
        for (var i = 0; i < bytes.Length; i += 2)
        {
            // Field 2, length 0.
            bytes[i] = 0x12;
        }
        var codes = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => SendAsync(server.GrpcAddress, bytes, cancellationToken)));
        results["refused"] = codes.Count(code => code == StatusCode.ResourceExhausted);
    }

    private static async Task<StatusCode> SendAsync(Uri address, byte[] bytes, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var method = new Method<byte[], byte[]>(MethodType.DuplexStreaming, "htmit.v1.MetricDataService", "IngestMetricData", Raw, Raw);
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(method, null, new(cancellationToken: cancellationToken));
        try
        {
            await call.RequestStream.WriteAsync(bytes, cancellationToken);
            await call.RequestStream.CompleteAsync();
            await call.ResponseStream.MoveNext(cancellationToken);
            return StatusCode.OK;
        }
        catch (RpcException fault)
        {
            return fault.StatusCode;
        }
    }
}
