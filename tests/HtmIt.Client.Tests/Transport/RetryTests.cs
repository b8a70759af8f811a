using Google.Protobuf.Reflection;
using Grpc.Core;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Client.Tests.Transport;

/// <summary>Which calls are tried again unseen.</summary>
public sealed class RetryTests
{
    [Test]
    public void ServiceConfig_OfTheContract_RetriesItsReadsAndNothingElse()
    {
        var retried = ChannelFactory
            .CreateServiceConfig(new())
            .MethodConfigs.Single()
            .Names.Select(name => $"{name.Service}.{name.Method}");

        var reads = Contract.Methods.Where(method =>
            !method.IsServerStreaming && method.GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects
        );

        Assert.That(retried, Is.EquivalentTo(reads.Select(method => method.FullName)));
    }

    [Test]
    public async Task List_ServerGaveUp_IsNotRetried()
    {
        var services = new FakeServices();
        services.On<ListAnnotationsRequest, ListAnnotationsResponse>("ListAnnotations", _ => throw GivenUp());
        await using var server = await FakeServer.StartAsync(services);
        using var client = server.CreateClient();

        Assert.ThrowsAsync<StorageUnavailableException>(() => client.Annotations.ListAsync().ToListAsync().AsTask());
        Assert.That(services.Calls["ListAnnotations"], Is.EqualTo(1));
    }

    [Test]
    public async Task List_ConnectionBreaksTwice_IsRetried()
    {
        var services = new FakeServices();
        var attempts = 0;
        services.On<ListAnnotationsRequest, ListAnnotationsResponse>(
            "ListAnnotations",
            _ => ++attempts < 3 ? throw new RpcException(new Status(StatusCode.Unavailable, "away")) : new()
        );
        await using var server = await FakeServer.StartAsync(services);
        using var client = server.CreateClient();

        Assert.That(await client.Annotations.ListAsync().ToListAsync(), Is.Empty);
        Assert.That(attempts, Is.EqualTo(3));
    }

    /// <summary>As the server refuses when it tried for seconds itself.</summary>
    private static RpcException GivenUp()
    {
        var refusal = Failures.Create(StatusCode.Unavailable, ErrorReasons.StorageUnavailable);
        refusal.Trailers.Add("grpc-retry-pushback-ms", "-1");
        return refusal;
    }
}
