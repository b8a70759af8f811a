using HtmIt.Core.Incidents;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Notifications.Simulations;
using HtmIt.Engine.Incidents;
using HtmIt.Storage.Samples;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Notifications;

/// <summary>Finds candidates again: rows by their likelihood; the steps of incidents by the severities that their rows have.</summary>
internal sealed class CandidateHistory(RowQueries queries) : ICandidateHistory
{
    /// <summary>A period may hold months of rows.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>$1: lowest score, $2 and $3: first and last sample time, $4: metrics, null for all, $5: how many.</summary>
    private static readonly string Rows = $"""
        select d.metric_number, {RowColumns.Names} from metric_data d
        where d.anomaly_likelihood >= $1 and d.sample_time between $2 and $3 and ($4::int[] is null or d.metric_number = any($4))
        and {SampleReader.KeptCondition}
        order by d.sample_time, d.metric_number limit $5
        """;

    /// <summary>An incident as it is, and one of its steps: the row, and the peak up to it where the peak came later.</summary>
    private static readonly string Steps = $"""
        select {IncidentColumns.OfTable}, m.id, h.history_id, null::bigint, null::bigint,
            s.row_id, s.sample_time, s.value, s.surprise, s.severity, p.row_id, p.sample_time, p.value, p.surprise
        from incident i join metric m on m.number = i.metric_number cross join commit_head h
        cross join lateral (
            select d.row_id, d.sample_time, d.value, d.surprise, d.severity from metric_data d
            where d.metric_number = i.metric_number and d.sample_time between i.began_time and i.last_time
            and d.sample_time between $2 and $3 and d.severity >= $1 and {SampleReader.KeptCondition}) s
        left join lateral (
            select d.row_id, d.sample_time, d.value, d.surprise from metric_data d
            where i.peak_time > s.sample_time and d.metric_number = i.metric_number
            and d.sample_time between i.onset_time and s.sample_time and d.surprise is not null
            order by d.surprise desc, d.sample_time limit 1) p on true
        where i.kind = {(int)IncidentKind.Values} and i.severity >= $1 and i.last_time >= $2 and i.began_time <= $3
        and ($4::int[] is null or i.metric_number = any($4))
        order by s.sample_time, i.metric_number limit $5
        """;

    private static readonly string Silences = $"""
        select {IncidentColumns.OfTable}, m.id, h.history_id, null::bigint, null::bigint
        from incident i join metric m on m.number = i.metric_number cross join commit_head h
        where i.kind = {(int)IncidentKind.Silence} and i.severity >= $1 and i.last_time >= $2 and i.began_time <= $3
        and ($4::int[] is null or i.metric_number = any($4))
        order by i.began_time, i.metric_number limit $5
        """;

    private static readonly string Ends = $"""
        select {IncidentColumns.OfTable}, m.id, h.history_id, null::bigint, null::bigint
        from incident i join metric m on m.number = i.metric_number cross join commit_head h
        where i.severity >= $1 and i.end_time between $2 and $3 and ($4::int[] is null or i.metric_number = any($4))
        order by i.end_time, i.metric_number limit $5
        """;

    public async Task<IReadOnlyList<PastCandidate>> ReadAsync(CandidateQuery query, CancellationToken cancellationToken)
    {
        if (query.Score == NotificationScore.Likelihood)
        {
            return await ReadAsync(Rows, query, ReadRow, cancellationToken);
        }
        var steps = await ReadAsync(Steps, query, ReadStep, cancellationToken);
        var silences = await ReadAsync(Silences, query, IncidentColumns.Read, cancellationToken);
        var ends = await ReadAsync(Ends, query, ReadEnd, cancellationToken);
        var told = silences.SelectMany(StepsOf).Where(one => one.Candidate.Severity >= query.Threshold && IsWithin(query, one.Time));
        return [.. steps.Concat(told).Concat(ends).OrderBy(one => one.Time).ThenBy(one => one.Candidate.MetricNumber).Take(query.Limit)];
    }

    private static bool IsWithin(CandidateQuery query, long time) => time >= query.FromTime && time <= query.ToTime;

    private Task<List<T>> ReadAsync<T>(
        string sql,
        CandidateQuery query,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    ) =>
        queries.RunAsync(
            null,
            sql,
            parameters =>
            {
                parameters.Add(new() { Value = query.Threshold });
                parameters.Add(new() { Value = DateTime.UnixEpoch.AddSeconds(query.FromTime) });
                parameters.Add(new() { Value = DateTime.UnixEpoch.AddSeconds(query.ToTime) });
                parameters.Add(
                    new()
                    {
                        Value = query.Metrics is { } metrics ? metrics.ToArray() : DBNull.Value,
                        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer,
                    }
                );
                parameters.Add(new() { Value = query.Limit });
            },
            async (reader, cancel) =>
            {
                var found = new List<T>();
                while (await reader.ReadAsync(cancel))
                {
                    found.Add(read(reader));
                }
                return found;
            },
            cancellationToken,
            Patience
        );

    private static PastCandidate ReadRow(NpgsqlDataReader reader)
    {
        var row = RowColumns.Read(reader, 1);
        var score = row.Score!.Value;
        return new(
            row.Time,
            new(reader.GetInt32(0), default, row.RowId, row.Time, row.Value, score.AnomalyLikelihood, score.Surprise, score.Severity)
        );
    }

    private static PastCandidate ReadStep(NpgsqlDataReader reader)
    {
        const int Step = IncidentColumns.ReadCount;
        const int Severity = Step + 4;
        const int Peak = Severity + 1;
        var incident = IncidentColumns.Read(reader);
        var row = IncidentColumns.ReadRow(reader, Step);
        var then = incident.State with
        {
            Severity = reader.GetDouble(Severity),
            Last = row,
            Peak = reader.IsDBNull(Peak) ? incident.State.Peak : IncidentColumns.ReadRow(reader, Peak),
            End = null,
        };
        return new(row.UnixSeconds, Of(incident with { State = then }));
    }

    /// <summary>No row tells when a silence was raised: its first step and its last are known.</summary>
    private static IEnumerable<PastCandidate> StepsOf(Incident silence)
    {
        var (state, began) = (silence.State, silence.State.Began);
        var noticed = state with { Severity = Severity.Default, Last = began, End = null };
        yield return new(began.UnixSeconds, Of(silence with { State = noticed }));
        if (state.Last.UnixSeconds > began.UnixSeconds)
        {
            yield return new(state.Last.UnixSeconds, Of(silence with { State = state with { End = null } }));
        }
    }

    /// <summary>What ends a silence may be older than its last step: samples that were kept back.</summary>
    private static PastCandidate ReadEnd(NpgsqlDataReader reader)
    {
        var incident = IncidentColumns.Read(reader);
        var state = incident.State;
        return new(Math.Max(state.End!.Value.UnixSeconds, state.Last.UnixSeconds), Of(incident));
    }

    private static NotificationCandidate Of(Incident incident)
    {
        var (state, last) = (incident.State, incident.State.Last);
        return new(incident.Metric.Number, default, last.Row, last.UnixSeconds, last.Value, 0, last.Surprise, state.Severity)
        {
            Incident = incident,
        };
    }
}
