using Grpc.Core;

namespace HtmIt.Client.Errors;

/// <summary>Tells by what a call failed of that another program has the server's port. What it sends is no HTTP/2, or no gRPC.</summary>
internal static class OtherProgram
{
    public const string Message = "What answers there does not speak gRPC: another program, or a server that is just ending.";

    /// <summary>PROTOCOL_ERROR of HTTP/2.</summary>
    private const long ProtocolError = 1;

    public static bool Answered(RpcException cause)
    {
        // A page of the web, from a server that does speak HTTP/2.
        if (cause.StatusCode == StatusCode.Unimplemented && cause.Status.Detail.StartsWith("Bad gRPC response.", StringComparison.Ordinal))
        {
            return true;
        }

        for (var fault = cause.Status.DebugException; fault is not null; fault = fault.InnerException)
        {
            switch (fault)
            {
                case HttpProtocolException { ErrorCode: ProtocolError }:
                case HttpRequestException
                {
                    HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.VersionNegotiationError
                }:
                // It takes the connection, and ends it before HTTP/2 has begun on it.
                case HttpRequestException when HasEndedAtOnce(fault):
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    private static bool HasEndedAtOnce(Exception fault) =>
        fault.InnerException is ObjectDisposedException || fault.Message.Contains("HTTP/2 handshake", StringComparison.Ordinal);
}
