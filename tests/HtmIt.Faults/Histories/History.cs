using System.Text.Json;
using HtmIt.Faults.Watches;

namespace HtmIt.Faults.Histories;

/// <summary>Keeps what senders and watches experience, in order, from many tasks at once.</summary>
internal sealed class History(IReadOnlyList<WatchKind> watches)
{
    private readonly Lock _lock = new();
    private readonly List<SentSample> _sent = [];
    private readonly List<Acknowledgement> _acknowledged = [];
    private readonly List<Refusal> _refused = [];
    private readonly List<ToldRow> _told = [];
    private readonly List<RefusedPosition> _refusedPositions = [];

    public void Sent(SentSample sample) => Keep(_sent, sample);

    public void Acknowledged(SentSample sample, long? rowId) => Keep(_acknowledged, new(sample, rowId));

    public void Refused(SentSample sample, string message) => Keep(_refused, new(sample, message));

    public void Told(ToldRow row) => Keep(_told, row);

    public void PositionRefused(RefusedPosition position) => Keep(_refusedPositions, position);

    public Record Take()
    {
        lock (_lock)
        {
            return new()
            {
                Sent = [.. _sent],
                Acknowledged = [.. _acknowledged],
                Refused = [.. _refused],
                Told = [.. _told],
                RefusedPositions = [.. _refusedPositions],
                Watches = watches,
            };
        }
    }

    /// <summary>Writes everything as lines of JSON: what happened, and then the table.</summary>
    public async Task WriteAsync(string path, IReadOnlyList<StoredRow> table, CancellationToken cancellationToken)
    {
        var record = Take();
        await using var file = new StreamWriter(path);
        await WriteAsync("sent", record.Sent);
        await WriteAsync("acknowledged", record.Acknowledged);
        await WriteAsync("refused", record.Refused);
        await WriteAsync("told", record.Told);
        await WriteAsync("refused_position", record.RefusedPositions);
        await WriteAsync("stored", table);

        async Task WriteAsync<T>(string kind, IReadOnlyList<T> entries)
        {
            foreach (var entry in entries)
            {
                var line = JsonSerializer.Serialize(new { kind, entry });
                await file.WriteLineAsync(line.AsMemory(), cancellationToken);
            }
        }
    }

    private void Keep<T>(List<T> list, T entry)
    {
        lock (_lock)
        {
            list.Add(entry);
        }
    }
}
