using System.Threading.Channels;
using HtmIt.Core.Log;
using HtmIt.Storage.Sql;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HtmIt.Storage.Samples;

/// <summary>Keeps the index on commits, which knows blocks of rows, up to date while rows come in fast. The database does that by itself about
/// once a minute, and until then every page of changes reads all that was written since.</summary>
internal sealed partial class BlockSummaries(NpgsqlDataSource database, TransientRetry retry, ILogger<BlockSummaries> logger)
    : BackgroundService,
        ICommitListener
{
    private const long RowsWorthIt = 250_000;

    /// <summary>What is summed up already costs a look into the index's map; what another server is at is left to it.</summary>
    private const string Summarize = """
        select brin_summarize_new_values(i.indexrelid)
        from pg_inherits p join pg_index i on i.indrelid = p.inhrelid join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
        where p.inhparent = 'metric_data'::regclass and a.amname = 'brin'
        """;

    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private long _rows;

    /// <summary>Called by the writer only, one commit after the other.</summary>
    public void OnCommitted(CommittedBatch batch)
    {
        foreach (var segment in batch.Segments)
        {
            _rows += segment.Rows.Count;
        }
        if (_rows >= RowsWorthIt)
        {
            _rows = 0;
            _due.Writer.TryWrite(true);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in _due.Reader.ReadAllAsync(stoppingToken))
            {
                await SummarizeAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    internal async Task SummarizeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await retry.ExecuteAsync(
                async cancel =>
                {
                    await using var command = database.CreateCommand(Summarize);
                    return await command.ExecuteNonQueryAsync(cancel);
                },
                cancellationToken,
                LongestRun
            );
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Only speed is at stake, and the database does it by itself in the end.
            Log.Failed(logger, fault.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2104, LogLevel.Debug, "Summing up blocks of rows for the index on commits failed: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}
