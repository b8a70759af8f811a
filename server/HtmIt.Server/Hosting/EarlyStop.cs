using System.Runtime.InteropServices;

namespace HtmIt.Server.Hosting;

/// <summary>Heeds Ctrl-C and SIGTERM while the host does not yet: else a server stopped while its database starts would leave that behind.</summary>
internal sealed class EarlyStop : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;
    private volatile bool _handedOver;

    public EarlyStop() =>
        _signals = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];

    public CancellationToken Token => _stop.Token;

    /// <summary>From here on the host stops by itself.</summary>
    public void HandOver() => _handedOver = true;

    public void Dispose()
    {
        Array.ForEach(_signals, signal => signal.Dispose());
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_handedOver)
        {
            _stop.Cancel();
        }
    }
}
