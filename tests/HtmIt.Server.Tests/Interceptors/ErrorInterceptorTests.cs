using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Interceptors;

public sealed class ErrorInterceptorTests
{
    private readonly ErrorInterceptor _interceptor = new(NullLogger<ErrorInterceptor>.Instance);

    [Test]
    public async Task Call_FaultThatAGrainCaught_SaysOnlyItsTraceId()
    {
        var refusal = await RefusalOfAsync(new DomainException(ErrorReason.Internal, "text for the log"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.Internal, "INTERNAL")));
            Assert.That(refusal.Metadata, Contains.Key("trace_id"));
            Assert.That(refusal.Text, Does.Not.Contain("text for the log"));
        }
    }

    [Test]
    public async Task Call_Refusal_KeepsReasonAndText()
    {
        var refusal = await RefusalOfAsync(MetricErrors.MetricNotFound("cpu"));

        Assert.That(refusal, Has.Property("Reason").EqualTo("METRIC_NOT_FOUND").And.Property("Text").EqualTo("There is no metric 'cpu'."));
    }

    private Task<Refusal> RefusalOfAsync(Exception fault) =>
        Refusal.OfAsync(() => _interceptor.UnaryServerHandler<object, object>(new(), new Context(), (_, _) => throw fault));

    /// <summary>A call that nobody cancels.</summary>
    private sealed class Context : ServerCallContext
    {
        protected override string MethodCore => "/test/Call";
        protected override string HostCore => "";
        protected override string PeerCore => "";
        protected override DateTime DeadlineCore => DateTime.MaxValue;
        protected override Metadata RequestHeadersCore { get; } = [];
        protected override CancellationToken CancellationTokenCore => CancellationToken.None;
        protected override Metadata ResponseTrailersCore { get; } = [];
        protected override Status StatusCore { get; set; }
        protected override WriteOptions? WriteOptionsCore { get; set; }
        protected override AuthContext AuthContextCore { get; } = new(null, []);

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
            throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }
}
