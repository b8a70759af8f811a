using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;

namespace HtmIt.Server.Json;

/// <summary>Writes refusals as JSON, as the transcoder does: google.rpc.Status with its details.</summary>
internal static class JsonErrors
{
    /// <summary>Every detail that an error may have, and what the transcoder needs to write them.</summary>
    public static TypeRegistry Details { get; } =
        TypeRegistry.FromMessages(ErrorInfo.Descriptor, BadRequest.Descriptor, RetryInfo.Descriptor, QuotaFailure.Descriptor);

    private static readonly JsonFormatter Formatter = new(
        JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithTypeRegistry(Details)
    );

    public static Task WriteAsync(HttpContext context, RpcException refusal) =>
        WriteAsync(
            context,
            HttpStatus(refusal.StatusCode),
            refusal.GetRpcStatus() ?? new() { Code = (int)refusal.StatusCode, Message = refusal.Status.Detail }
        );

    public static Task WriteAsync(HttpContext context, int httpStatus, Google.Rpc.Status status)
    {
        context.Response.StatusCode = httpStatus;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(Formatter.Format(status), context.RequestAborted);
    }

    private static int HttpStatus(StatusCode code) =>
        code switch
        {
            StatusCode.InvalidArgument => StatusCodes.Status400BadRequest,
            StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
            StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
}
