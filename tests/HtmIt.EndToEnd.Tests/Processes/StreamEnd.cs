using Grpc.Core;

namespace HtmIt.EndToEnd.Tests.Processes;

/// <summary>How a stream ended.</summary>
/// <param name="Status">Its status; OK when it ended without a fault.</param>
/// <param name="LastPosition">What its last message told; empty when there was none.</param>
internal sealed record StreamEnd(Status Status, string LastPosition)
{
    /// <summary>Reads a stream to its end.</summary>
    public static async Task<StreamEnd> ReadAsync<T>(
        IAsyncStreamReader<T> stream,
        Func<T, string> position,
        CancellationToken cancellationToken
    )
    {
        var last = "";
        try
        {
            while (await stream.MoveNext(cancellationToken))
            {
                last = position(stream.Current);
            }
            return new(Status.DefaultSuccess, last);
        }
        catch (RpcException fault)
        {
            return new(fault.Status, last);
        }
    }
}
