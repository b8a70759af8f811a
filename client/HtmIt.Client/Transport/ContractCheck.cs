using System.Globalization;
using Grpc.Core;
using HtmIt.Client.Errors;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Asks a server, once, whether it understands this client's revision of the contract. Calls that begin meanwhile wait for one answer.</summary>
internal sealed class ContractCheck(DiagnosticsService.DiagnosticsServiceClient stub, HtmItClientOptions options, string? target = null)
{
    /// <summary>Where the calls go, as HOST:PORT; null when they go over an invoker of somebody else.</summary>
    public string? Target => target;

    // What timers take at most.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly Lock _gate = new();
    private Task? _asked;

    /// <summary>Returns when the server understands the client's revision.</summary>
    /// <param name="limit">How long this call waits. Others may wait longer for the same answer.</param>
    /// <param name="cancellationToken">Ends the waiting of this call, and not that of others.</param>
    /// <exception cref="ContractRevisionException">It does not.</exception>
    /// <exception cref="HtmItException">It could not be asked. The next call asks anew.</exception>
    public async Task PassAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var wait = limit > LongestWait ? Timeout.InfiniteTimeSpan : limit;
            await AnswerAsync().WaitAsync(wait, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new CallTimeoutException(
                new(
                    StatusCode.DeadlineExceeded,
                    $"Nothing that speaks gRPC answered before the call's deadline{(target is null ? "" : $" ({target})")}."
                )
                {
                    Cause = exception,
                }
            );
        }
    }

    /// <summary>As the other, for streams: they wait as long as the question may take.</summary>
    public Task PassAsync(CancellationToken cancellationToken) => PassAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    private Task AnswerAsync()
    {
        lock (_gate)
        {
            // What failed is not remembered: the server may be there again, or a newer one in its place.
            if (_asked is null or { IsCompleted: true, IsCompletedSuccessfully: false })
            {
                _asked = AskAsync();
            }

            return _asked;
        }
    }

    private async Task AskAsync()
    {
        // Off the lock: interceptors of whoever made the invoker run in the call.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var request = new GetServerInfoRequest { View = ServerInfoView.Basic };
        // Belongs to no call in particular, so that no cancellation ends it; the deadline is the client's.
        var info = await Calls
            .SendAsync(stub.GetServerInfoAsync, request, Calls.DeadlineOf(options), target, CancellationToken.None)
            .ConfigureAwait(false);
        if (ContractRevision.Current < OldestOf(info) || ContractRevision.Current > info.ContractRevision)
        {
            throw Refusal(info);
        }
    }

    private static ContractRevisionException Refusal(GetServerInfoResponse info)
    {
        var (theirs, ours, oldest) = (Text(info.ContractRevision), Text(ContractRevision.Current), Text(OldestOf(info)));
        var message =
            $"The server (version {info.Version}) speaks {(oldest == theirs ? "revision" : $"revisions {oldest} to")} {theirs} of the contract "
            + $"and this client revision {ours}; "
            + "use a server and a client of the same release.";
        return new(
            new(StatusCode.FailedPrecondition, message)
            {
                Metadata = new Dictionary<string, string> { ["server_revision"] = theirs, ["client_revision"] = ours },
            }
        );
    }

    private static int OldestOf(GetServerInfoResponse info) =>
        info.OldestContractRevision > 0 ? info.OldestContractRevision : info.ContractRevision;

    private static string Text(int revision) => revision.ToString(CultureInfo.InvariantCulture);
}
