using HtmIt.Core.Actors;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Samples;

/// <summary>The newest checkpoint of each model.</summary>
internal sealed class CheckpointStore(StoreContexts contexts, TimeProvider time) : ICheckpointStore
{
    public Task<Checkpoint?> LoadAsync(int metricNumber, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                var found = await context
                    .ModelCheckpoints.Where(row => row.MetricNumber == metricNumber)
                    .Select(row => new
                    {
                        row.Generation,
                        row.LastRowId,
                        row.LastTime,
                        row.State,
                    })
                    .FirstOrDefaultAsync(cancel);
                return found is null ? null : new Checkpoint(found.Generation, found.LastRowId, found.LastTime, found.State);
            },
            cancellationToken
        );

    public Task SaveAsync(int metricNumber, Checkpoint checkpoint, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                using var held = checkpoint.Hold();
                var state = new NpgsqlParameter { Value = checkpoint.State, NpgsqlDbType = NpgsqlDbType.Bytea };
                // A checkpoint of an ended generation, or one older than the stored one, must not come back.
                return await context.Database.ExecuteSqlAsync(
                    $"""
                    insert into model_checkpoint as c (metric_number, generation, last_row_id, last_time, state, save_time)
                    select metric_number, {checkpoint.Generation}, {checkpoint.RowId}, {checkpoint.Time}, {state}, {time.GetUtcNow()}
                    from metric_head where metric_number = {metricNumber} and generation = {checkpoint.Generation}
                    on conflict (metric_number) do update
                    set generation = excluded.generation, last_row_id = excluded.last_row_id, last_time = excluded.last_time, state = excluded.state,
                        save_time = excluded.save_time
                    where c.generation < excluded.generation or c.last_row_id < excluded.last_row_id
                    """,
                    cancel
                );
            },
            cancellationToken
        );
}
