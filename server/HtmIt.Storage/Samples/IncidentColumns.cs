using System.Globalization;
using System.Text.Json;
using HtmIt.Core.Incidents;
using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Surprise;
using Npgsql;

namespace HtmIt.Storage.Samples;

/// <summary>The columns of <c>incident</c>, in the order in which they are written and read.</summary>
internal static class IncidentColumns
{
    /// <summary>What a row of an incident is stored as, after whose row it is.</summary>
    private const int PerRow = 4;

    private const int FirstRow = 5;

    /// <summary>After five rows.</summary>
    private const int AfterRows = FirstRow + (5 * PerRow);

    public const string Names = """
        id, metric_number, kind, severity, telling_count,
        began_row, began_time, began_value, began_surprise, onset_row, onset_time, onset_value, onset_surprise,
        peak_row, peak_time, peak_value, peak_surprise, last_row, last_time, last_value, last_surprise,
        end_row, end_time, end_value, end_surprise, reasons, commit_position
        """;

    /// <summary>How many columns <see cref="Read"/> reads.</summary>
    public const int ReadCount = AfterRows + 6;

    /// <summary>The columns, of <c>incident i</c>.</summary>
    public static string OfTable { get; } = string.Join(", ", Names.Split(',').Select(name => $"i.{name.Trim()}"));

    /// <summary>Reads what begins with <see cref="Names"/> of the table <c>i</c>, the metric's id, the history, the commit's token and the position
    /// of the opening commit.</summary>
    public static Incident Read(NpgsqlDataReader reader) =>
        new()
        {
            Id = new(reader.GetGuid(0)),
            Metric = new(reader.GetInt32(1), new MetricId(reader.GetGuid(AfterRows + 2))),
            Kind = (IncidentKind)reader.GetInt16(2),
            State = new()
            {
                Severity = reader.GetDouble(3),
                TellingCount = reader.GetInt32(4),
                Began = ReadRow(reader, FirstRow),
                Onset = ReadRow(reader, FirstRow + PerRow),
                Peak = ReadRow(reader, FirstRow + (2 * PerRow)),
                Last = ReadRow(reader, FirstRow + (3 * PerRow)),
                End = reader.IsDBNull(FirstRow + (4 * PerRow)) ? null : ReadRow(reader, FirstRow + (4 * PerRow)),
                Reasons = ReadReasons(reader.GetString(AfterRows)),
            },
            Commit = new CommitMark(
                reader.GetGuid(AfterRows + 3),
                reader.GetInt64(AfterRows + 1),
                reader.IsDBNull(AfterRows + 4) ? 0 : reader.GetInt64(AfterRows + 4)
            ),
            OpenPosition = reader.IsDBNull(AfterRows + 5) ? null : reader.GetInt64(AfterRows + 5),
        };

    public static string WriteReasons(IReadOnlyList<EvidenceShare> reasons) =>
        $"[{string.Join(',', reasons.Select(reason => string.Create(CultureInfo.InvariantCulture, $"[{(int)reason.Kind},{reason.Share:R},{reason.Reference:R}]")))}]";

    public static DateTime Time(IncidentRow row) => DateTime.UnixEpoch.AddSeconds(row.UnixSeconds);

    private static IReadOnlyList<EvidenceShare> ReadReasons(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document
                .RootElement.EnumerateArray()
                .Select(one => new EvidenceShare((EvidenceKind)one[0].GetInt32(), one[1].GetDouble(), one[2].GetDouble())),
        ];
    }

    internal static IncidentRow ReadRow(NpgsqlDataReader reader, int at) =>
        new(
            reader.GetInt64(at),
            new DateTimeOffset(reader.GetDateTime(at + 1)).ToUnixTimeSeconds(),
            reader.GetDouble(at + 2),
            reader.GetDouble(at + 3)
        );
}
