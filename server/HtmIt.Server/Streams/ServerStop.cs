using Grpc.Core;

namespace HtmIt.Server.Streams;

/// <summary>The stop of the server as calls see it: nothing new is taken, what was taken is answered, every stream is ended, and then
/// whoever is still connected is cut off. So the rest of the stop, which writes out and saves models, has its time too.</summary>
internal sealed class ServerStop : IDisposable
{
    /// <summary>How long answers and last messages may take.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>How long statuses may take to go out after that.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _cutOff;
    private readonly CancellationTokenRegistration _registration;

    public ServerStop(IHostApplicationLifetime lifetime, TimeProvider time)
    {
        _over = new(Timeout.InfiniteTimeSpan, time);
        _cutOff = new(Timeout.InfiniteTimeSpan, time);
        Begun = lifetime.ApplicationStopping;
        _registration = Begun.Register(() =>
        {
            _over.CancelAfter(Grace);
            _cutOff.CancelAfter(Grace + LastWords);
        });
    }

    /// <summary>The stop has begun.</summary>
    public CancellationToken Begun { get; }

    /// <summary>Whoever has not answered by now ends without.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Connections end now, in whatever state.</summary>
    public CancellationToken CutOff => _cutOff.Token;

    public bool IsBegun => Begun.IsCancellationRequested;

    /// <summary>What all calls end with that the stop ends.</summary>
    public static RpcException Ended(string advice) => new(new(StatusCode.Unavailable, $"The server is stopping; {advice}."));

    /// <summary>A transfer ends with the server: it has no position, so whoever made it begins again with what is missing.</summary>
    public async Task RunTransferAsync(Func<CancellationToken, Task> transfer, ServerCallContext context)
    {
        using var going = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, Begun);
        try
        {
            await transfer(going.Token).WaitAsync(Over);
        }
        catch (OperationCanceledException) when (IsBegun && !context.CancellationToken.IsCancellationRequested)
        {
            throw Ended("ask again for what is missing");
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _over.Dispose();
        _cutOff.Dispose();
    }
}
