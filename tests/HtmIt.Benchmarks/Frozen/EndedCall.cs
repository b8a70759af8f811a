using System.Diagnostics;
using Grpc.Core;

namespace HtmIt.Benchmarks.Frozen;

/// <summary>How a call ended.</summary>
/// <param name="Seconds">From when the database froze.</param>
/// <param name="Limit">The most seconds it may take.</param>
internal sealed record EndedCall(string Name, double Seconds, string Status, double Limit)
{
    public bool IsInTime => Seconds <= Limit;

    public static async Task<EndedCall> OfAsync(string name, Task call, double limit)
    {
        var began = Stopwatch.GetTimestamp();
        var status = nameof(StatusCode.OK);
        try
        {
            await call;
        }
        catch (RpcException fault)
        {
            status = fault.StatusCode.ToString();
        }
        return new(name, Stopwatch.GetElapsedTime(began).TotalSeconds, status, limit);
    }
}
