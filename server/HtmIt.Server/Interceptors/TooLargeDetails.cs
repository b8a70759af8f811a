using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Server.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace HtmIt.Server.Interceptors;

/// <summary>Says why in full when the one message of a call is too large. gRPC refuses it before any interceptor sees the call, with a bare
/// status; here its trailers get the details that all other refusals have.</summary>
internal static class TooLargeDetails
{
    private const string StatusTrailer = "grpc-status";
    private const string DetailsTrailer = "grpc-status-details-bin";
    private static readonly string ResourceExhausted = $"{(int)StatusCode.ResourceExhausted}";

    public static void UseTooLargeDetails(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                await next(context);
                if (context.Response is { HasStarted: false } && Trailers(context) is { } trailers)
                {
                    AddDetails(trailers);
                }
            }
        );

    /// <summary>A call that ends without a message has its trailers among the headers.</summary>
    private static IHeaderDictionary? Trailers(HttpContext context) =>
        IsBare(context.Response.Headers) ? context.Response.Headers
        : context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers is { } trailers && IsBare(trailers) ? trailers
        : null;

    private static bool IsBare(IHeaderDictionary headers) =>
        headers[StatusTrailer].ToString() == ResourceExhausted && !headers.ContainsKey(DetailsTrailer);

    private static void AddDetails(IHeaderDictionary trailers)
    {
        var refusal = RpcErrors.ToRpcException(DomainErrors.MessageTooLarge(ServerHost.LargestMessage));
        trailers[DetailsTrailer] = Convert.ToBase64String(refusal.GetRpcStatus()!.ToByteArray()).TrimEnd('=');
    }
}
