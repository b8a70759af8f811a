using Grpc.Core;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Client.Tests.Transport;

/// <summary>A client asks once which revisions of the contract its server understands, and works if its own is one.</summary>
public sealed class ContractCheckTests
{
    private readonly FakeServices _services = new();
    private FakeServer _server = null!;
    private HtmItClient _client = null!;
    private int _asked;

    [SetUp]
    public async Task StartAsync()
    {
        _services.On<ListAnnotationsRequest, ListAnnotationsResponse>("ListAnnotations", _ => new());
        Answer(_ => Task.FromResult(ContractRevision.Current));
        _server = await FakeServer.StartAsync(_services);
        _client = _server.CreateClient();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase(0)]
    [TestCase(ContractRevision.Current + 1)]
    public void Call_OtherRevision_IsRefusedInASentenceThatNamesBoth(int theirs)
    {
        Answer(_ => Task.FromResult(theirs));

        var refusal = Assert.ThrowsAsync<ContractRevisionException>(() => ListAsync(_client, CancellationToken.None));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((refusal!.ServerRevision, refusal.ClientRevision), Is.EqualTo((theirs, ContractRevision.Current)));
            Assert.That(
                refusal.Message,
                Is.EqualTo(
                    $"The server (version 1.2.3) speaks revision {theirs} of the contract and this client revision {ContractRevision.Current}; "
                        + "use a server and a client of the same release."
                )
            );
            Assert.That(_services.Calls, Does.Not.ContainKey("ListAnnotations"));
        }
    }

    [TestCase(0, 0, true)]
    [TestCase(-1, 0, true)]
    [TestCase(0, 2, true)]
    [TestCase(-2, 3, true)]
    [TestCase(-2, -1, false)]
    [TestCase(1, 3, false)]
    public async Task Call_ServerOfARange_PassesIfTheClientsIsInIt(int oldest, int newest, bool passes)
    {
        _services.OldestRevision = ContractRevision.Current + oldest;
        Answer(_ => Task.FromResult(ContractRevision.Current + newest));

        if (passes)
        {
            await ListAsync(_client, CancellationToken.None);
            return;
        }
        var refusal = Assert.ThrowsAsync<ContractRevisionException>(() => ListAsync(_client, CancellationToken.None));
        var range = $"revisions {ContractRevision.Current + oldest} to {ContractRevision.Current + newest} of the contract";
        Assert.That(refusal!.Message, Does.Contain(range));
    }

    [Test, CancelAfter(60_000)]
    public void Streams_OtherRevision_AreRefusedAndNotTriedAgain(CancellationToken cancellationToken)
    {
        Answer(_ => Task.FromResult(ContractRevision.Current + 1));

        Assert.ThrowsAsync<ContractRevisionException>(() =>
            _client.Data.WatchAsync(new WatchOptions(), cancellationToken).FirstAsync(cancellationToken).AsTask()
        );
        Assert.ThrowsAsync<ContractRevisionException>(async () =>
        {
            await using var session = _client.Data.OpenIngest();
            await session.WriteAsync("m", new Sample(DateTimeOffset.UnixEpoch, 1), cancellationToken);
            await session.FlushAsync(cancellationToken);
        });
        Assert.That(_asked, Is.EqualTo(2));
    }

    [Test, CancelAfter(60_000)]
    public async Task GetServerInfo_OtherRevision_TellsIt(CancellationToken cancellationToken)
    {
        _services.On<GetServerInfoRequest, GetServerInfoResponse>(
            "GetServerInfo",
            _ =>
                new()
                {
                    StartTime = new(),
                    ContractRevision = ContractRevision.Current + 1,
                    Capabilities = { "notifications.mail" },
                }
        );

        var info = await _client.Diagnostics.GetServerInfoAsync(cancellationToken);

        Assert.That(info.ContractRevision, Is.EqualTo(ContractRevision.Current + 1));
        Assert.That(info.Capabilities, Is.EqualTo(["notifications.mail"]));
        Assert.That(_asked, Is.Zero);
    }

    [Test, CancelAfter(60_000)]
    public async Task Calls_OneAfterTheOtherAndOfOtherDeadline_AskOnce(CancellationToken cancellationToken)
    {
        await ListAsync(_client, cancellationToken);
        await ListAsync(_client, cancellationToken);
        await ListAsync(_client.WithDeadline(TimeSpan.FromMinutes(5)), cancellationToken);

        Assert.That(_asked, Is.EqualTo(1));
        Assert.That(_services.Calls["ListAnnotations"], Is.EqualTo(3));
    }

    [Test, CancelAfter(60_000)]
    public async Task Calls_AtOnce_AskOnce(CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<int>();
        Answer(_ => answer.Task);

        var calls = Enumerable.Range(0, 8).Select(_ => ListAsync(_client, cancellationToken)).ToArray();
        Assert.That(calls.Any(call => call.IsCompleted), Is.False);
        answer.SetResult(ContractRevision.Current);
        await Task.WhenAll(calls).WaitAsync(cancellationToken);

        Assert.That(_asked, Is.EqualTo(1));
    }

    [Test, CancelAfter(60_000)]
    public async Task Call_Cancelled_LeavesTheQuestionToTheOthers(CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<int>();
        Answer(_ => answer.Task);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var cancelled = ListAsync(_client, cancel.Token);
        var other = ListAsync(_client, cancellationToken);
        await cancel.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        answer.SetResult(ContractRevision.Current);
        await other.WaitAsync(cancellationToken);

        Assert.That(_asked, Is.EqualTo(1));
    }

    [Test, CancelAfter(60_000)]
    public async Task Call_ServerDoesNotSay_EndsAtItsOwnDeadline(CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<int>();
        Answer(_ => answer.Task);

        Assert.ThrowsAsync<CallTimeoutException>(() => ListAsync(_client.WithDeadline(TimeSpan.FromMilliseconds(50)), cancellationToken));
        answer.SetResult(ContractRevision.Current);
        await ListAsync(_client, cancellationToken);

        Assert.That(_services.Calls["ListAnnotations"], Is.EqualTo(1));
    }

    [Test, CancelAfter(60_000)]
    public async Task Call_ServerCouldNotBeAsked_ThrowsItsErrorAndTheNextAsksAnew(CancellationToken cancellationToken)
    {
        Answer(_ => throw Failures.Create(StatusCode.ResourceExhausted, ErrorReasons.Overloaded));
        Assert.ThrowsAsync<OverloadedException>(() => ListAsync(_client, cancellationToken));

        Answer(_ => Task.FromResult(ContractRevision.Current + 1));
        Assert.ThrowsAsync<ContractRevisionException>(() => ListAsync(_client, cancellationToken));

        Answer(_ => Task.FromResult(ContractRevision.Current));
        await ListAsync(_client, cancellationToken);

        Assert.That(_asked, Is.EqualTo(3));
    }

    [Test]
    public async Task Call_NoServer_IsUnreachable()
    {
        await _server.DisposeAsync();

        Assert.ThrowsAsync<ServerUnreachableException>(() => ListAsync(_client, CancellationToken.None));
    }

    private void Answer(Func<ServerCallContext, Task<int>> revision) =>
        _services.Revision = context =>
        {
            Interlocked.Increment(ref _asked);
            return revision(context);
        };

    private static async Task ListAsync(IHtmItClient client, CancellationToken cancellationToken) =>
        await client.Annotations.ListAsync(cancellationToken).ToListAsync(cancellationToken);
}
