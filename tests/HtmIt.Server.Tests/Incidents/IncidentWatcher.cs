using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Server.Tests.Incidents;

/// <summary>A watch of incidents that is read as far as a test needs.</summary>
internal sealed class IncidentWatcher : IDisposable
{
    private readonly AsyncServerStreamingCall<WatchIncidentsResponse> _call;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(90));

    public IncidentWatcher(IncidentService.IncidentServiceClient incidents, WatchIncidentsRequest request) =>
        _call = incidents.WatchIncidents(request, cancellationToken: _patience.Token);

    public List<IncidentChange> Changes { get; } = [];

    public string Position { get; private set; } = "";

    public Task ReadUntilCaughtUpAsync() => ReadUntilAsync(step => step.EventCase == WatchIncidentsResponse.EventOneofCase.CaughtUp);

    public Task ReadChangesAsync(int count) => ReadUntilAsync(_ => Changes.Count >= count);

    public void Dispose()
    {
        _call.Dispose();
        _patience.Dispose();
    }

    private async Task ReadUntilAsync(Func<WatchIncidentsResponse, bool> last)
    {
        while (await _call.ResponseStream.MoveNext(_patience.Token))
        {
            var step = _call.ResponseStream.Current;
            Position = step.Position;
            Changes.AddRange(step.Batch?.Changes ?? []);
            if (last(step))
            {
                return;
            }
        }
        throw new InvalidOperationException("The watch ended.");
    }
}
