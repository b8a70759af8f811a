using System.Net;
using Google.Api;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Messages;
using HtmIt.Server.Settings;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Template;

namespace HtmIt.Server.Json;

/// <summary>The services over HTTP and JSON, by the paths in the protos. Calls go through the same interceptors as those over gRPC.</summary>
internal static class JsonRequests
{
    public static IGrpcServerBuilder AddJson(this IGrpcServerBuilder grpc, ILoggingBuilder logging)
    {
        grpc.AddJsonTranscoding(options =>
        {
            options.JsonSettings.WriteInt64sAsStrings = true;
            options.TypeRegistry = JsonErrors.Details;
        });
        grpc.Services.AddSingleton<JsonBodyCheck>();
        // As for gRPC: what the interceptor sees it logs itself.
        logging.AddFilter("Grpc.AspNetCore.Grpc.JsonTranscoding.ServerCallHandler", LogLevel.Critical);
        return grpc;
    }

    public static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Checks requests before the transcoder reads them, and answers in JSON where there is nothing.</summary>
    public static void UseJson(this WebApplication app)
    {
        var check = app.Services.GetRequiredService<JsonBodyCheck>();
        app.Use(
            async (context, next) =>
            {
                if (IsGrpc(context.Request))
                {
                    await next(context);
                    return;
                }
                try
                {
                    if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is { } method)
                    {
                        await CheckAsync(context.Request, method.MethodDescriptor.InputType, method.HttpRule, check);
                    }
                }
                catch (DomainException refusal)
                {
                    await JsonErrors.WriteAsync(context, RpcErrors.ToRpcException(refusal));
                    return;
                }
                await next(context);
                await ExplainAsync(context);
            }
        );
    }

    private static async Task CheckAsync(HttpRequest request, MessageDescriptor type, HttpRule rule, JsonBodyCheck check)
    {
        CheckHost(request.Host);
        request.Query = JsonQuery.Read(request.Query, type, rule);
        if (rule.Body.Length == 0)
        {
            if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true && request.ContentLength != 0)
            {
                throw DomainErrors.InvalidField("body", "given", "must be empty: this call takes its fields in path and query");
            }
            return;
        }
        if (!request.HasJsonContentType())
        {
            throw DomainErrors.InvalidField("content-type", request.ContentType, "must be application/json");
        }
        var body = await ReadAsync(request);
        check.Check(body.GetBuffer().AsSpan(0, (int)body.Length), rule.Body == "*" ? type : type.FindFieldByName(rule.Body).MessageType);
        request.Body = body;
    }

    /// <summary>Calls are not authenticated, so a page of the web must not reach them: it can't set our content type for another site, and
    /// whoever makes a name of its own point to this machine comes with that name.</summary>
    private static void CheckHost(HostString host)
    {
        if (!host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && !IPAddress.TryParse(host.Host, out _))
        {
            throw DomainErrors.InvalidField("host", host.Host, "must be localhost or an address");
        }
    }

    private static async Task<MemoryStream> ReadAsync(HttpRequest request)
    {
        var body = new MemoryStream();
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            var isTooLarge = body.Length + read.Buffer.Length > MessageSize.Max;
            foreach (var segment in isTooLarge ? default : read.Buffer)
            {
                body.Write(segment.Span);
            }
            reader.AdvanceTo(read.Buffer.End);
            if (isTooLarge)
            {
                throw DomainErrors.MessageTooLarge(MessageSize.Max);
            }
            if (read.IsCompleted)
            {
                body.Position = 0;
                return body;
            }
        }
    }

    private static Task ExplainAsync(HttpContext context) =>
        context.Response switch
        {
            { HasStarted: true } => Task.CompletedTask,
            { StatusCode: StatusCodes.Status404NotFound } when OtherMethods(context) is { Count: > 0 } others => RefuseMethodAsync(
                context,
                others
            ),
            { StatusCode: StatusCodes.Status404NotFound } => JsonErrors.WriteAsync(
                context,
                StatusCodes.Status404NotFound,
                new() { Code = (int)StatusCode.NotFound, Message = $"There is no path {context.Request.Path}." }
            ),
            { StatusCode: StatusCodes.Status405MethodNotAllowed } => RefuseMethodAsync(context, OtherMethods(context)),
            _ => Task.CompletedTask,
        };

    private static Task RefuseMethodAsync(HttpContext context, IReadOnlyList<string> others)
    {
        context.Response.Headers.Allow = string.Join(", ", others);
        var message = $"{context.Request.Path} has no {context.Request.Method}, but {string.Join(", ", others)}.";
        return JsonErrors.WriteAsync(
            context,
            StatusCodes.Status405MethodNotAllowed,
            new() { Code = (int)StatusCode.Unimplemented, Message = message }
        );
    }

    /// <summary>The methods of HTTP that the path of a request has: routes of gRPC match it too, so that routing finds no wrong method.</summary>
    private static List<string> OtherMethods(HttpContext context) =>
        [
            .. context
                .RequestServices.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is not null)
                .Where(endpoint => new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(context.Request.Path, []))
                .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
}
