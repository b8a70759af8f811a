using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Server.Settings;
using Microsoft.AspNetCore.Http.Features;

namespace HtmIt.Server.Interceptors;

/// <summary>Says why in full when the one message of a call is too large or can't be read. gRPC refuses it before any interceptor sees the
/// call, with a bare status, which for an unreadable message is UNKNOWN; here its trailers get what all other refusals have.</summary>
internal static class UntakenMessages
{
    private const string StatusTrailer = "grpc-status";
    private const string MessageTrailer = "grpc-message";
    private const string DetailsTrailer = "grpc-status-details-bin";
    private static readonly string ResourceExhausted = $"{(int)StatusCode.ResourceExhausted}";

    /// <summary>What interceptors see never ends with it.</summary>
    private static readonly string Unknown = $"{(int)StatusCode.Unknown}";

    public static void UseUntakenMessages(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                await next(context);
                if (context.Response is { HasStarted: false } && Trailers(context) is { } trailers)
                {
                    Explain(trailers);
                }
            }
        );

    /// <summary>A call that ends without a message has its trailers among the headers.</summary>
    private static IHeaderDictionary? Trailers(HttpContext context) =>
        IsBare(context.Response.Headers) ? context.Response.Headers
        : context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers is { } trailers && IsBare(trailers) ? trailers
        : null;

    private static bool IsBare(IHeaderDictionary headers) =>
        (headers[StatusTrailer].ToString() == ResourceExhausted || headers[StatusTrailer].ToString() == Unknown)
        && !headers.ContainsKey(DetailsTrailer);

    private static void Explain(IHeaderDictionary trailers)
    {
        var refusal = RpcErrors.ToRpcException(
            trailers[StatusTrailer].ToString() == Unknown ? DomainErrors.MessageUnreadable() : DomainErrors.MessageTooLarge(MessageSize.Max)
        );
        trailers[StatusTrailer] = $"{(int)refusal.StatusCode}";
        trailers[MessageTrailer] = refusal.Status.Detail;
        trailers[DetailsTrailer] = Convert.ToBase64String(refusal.GetRpcStatus()!.ToByteArray()).TrimEnd('=');
    }
}
