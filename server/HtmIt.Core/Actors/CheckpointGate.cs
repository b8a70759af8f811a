namespace HtmIt.Core.Actors;

/// <summary>Lets few models of this server be saved at once. Thousands fall idle together, or are loaded when the server stops: each that is being
/// saved holds a connection to the database and a copy of its state.</summary>
public sealed class CheckpointGate : IDisposable
{
    private const int AtOnce = 4;

    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <summary>Waits for a place.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _places.WaitAsync(cancellationToken);

    /// <summary>Takes a place if one is free.</summary>
    public bool TryEnter() => _places.Wait(TimeSpan.Zero);

    /// <summary>Gives a place back.</summary>
    public void Leave() => _places.Release();

    public void Dispose() => _places.Dispose();
}
