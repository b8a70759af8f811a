using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Exchange;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Engine;
using Metric = HtmIt.Core.Metrics.Metric;

namespace HtmIt.Server.Mapping;

/// <summary>Metrics that move with all there is of them, between wire and domain.</summary>
internal static class WholeMapping
{
    private const string At = "item.metric";

    /// <summary>What the database keeps of each.</summary>
    private const int LongestDescription = 400;
    private const int LongestResource = 255;
    private const int LongestTagName = 255;
    private const int LongestStatusMessage = 1_000;

    /// <summary>No metric ever has so many, and there is room for those that follow.</summary>
    private const long LargestRowId = 1L << 53;
    private const int BytesOfPart = 1 << 20;

    /// <summary>The years up to 9999, as protobuf's Timestamp has them.</summary>
    private const long LastSecond = 253_402_300_799;

    private static readonly FieldPath Item = FieldPath.Proto("item");

    public static IEnumerable<V1.ExportedItem> ToProto(ExportedPart part) =>
        part switch
        {
            ExportedPart.Begin begin => [new() { Metric = ToProto(begin) }],
            ExportedPart.Rows rows => [new() { Rows = ToProto(rows.Data) }],
            ExportedPart.Incidents incidents => [new() { Incidents = WholeIncidentMapping.ToProto(incidents.Data) }],
            ExportedPart.Snapshot snapshot => ToProto(snapshot.State),
            ExportedPart.End end => [new() { MetricEnd = new() { RowCount = end.RowCount } }],
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };

    /// <exception cref="DomainException">InvalidField.</exception>
    public static WholeMetric ToWhole(V1.ExportedMetric proto)
    {
        var given = proto.Metric ?? throw Item["metric"]["metric"].Invalid("", "must be given");
        var datasource =
            DatasourceMapping.ToDatasource(given.Datasource) ?? throw Item["metric"]["metric"]["datasource"].Invalid("", "must be given");
        var status = MetricMapping.ToStatus($"{At}.metric.status", given.Status);
        var spec = proto.Spec ?? (status == MetricStatus.Unmonitored && datasource.TakesSamples ? ToSpec(given) : null);
        var item = ExchangeMapping.ToItem(spec, proto.Stack, given, At);
        return item.Datasource == datasource
            ? new(ToMetric(given, datasource, status, proto.Definition), item, Item)
            : throw Item["metric"]["spec"].Invalid(item.Datasource.Name, "must be of the metric's datasource");
    }

    /// <exception cref="DomainException">InvalidField.</exception>
    public static IReadOnlyList<DataRow> ToRows(V1.ExportedRows proto)
    {
        if (proto.FirstRowId is < 1 or > LargestRowId)
        {
            throw Item["rows"]["first_row_id"].Invalid(proto.FirstRowId, $"must be in [1, {LargestRowId}]");
        }
        return [.. proto.Rows.Select((row, i) => ToRow(row, proto.FirstRowId + i, Item["rows"]["rows"].At(i)))];
    }

    /// <summary>The parts put together; null when there are none.</summary>
    public static ModelState? ToState(IReadOnlyList<V1.ModelSnapshot> parts) =>
        parts.Count == 0
            ? null
            : new(parts[0].LastRowId, parts[0].LastSampleTime?.Seconds ?? 0, [.. parts.SelectMany(part => part.State.ToByteArray())]);

    private static V1.ExportedMetric ToProto(ExportedPart.Begin begin)
    {
        var proto = new V1.ExportedMetric
        {
            Metric = MetricMapping.ToProto(begin.Metric),
            FirstRowId = begin.FirstRowId,
            Generation = begin.Metric.Generation,
        };
        if (begin.Model is { } model)
        {
            var described = ExchangeMapping.ToProto(model);
            (proto.Spec, proto.Stack) = (described.Spec, described.Stack);
        }
        if (begin.Metric.Definition is { } definition)
        {
            proto.Definition = ToProto(definition);
        }
        return proto;
    }

    private static V1.ModelDefinition ToProto(ModelDefinition definition)
    {
        var proto = new V1.ModelDefinition { TimestampField = definition.TimestampField, ValueField = definition.ValueField };
        if (definition.Min is { } min)
        {
            proto.MinValue = min;
        }
        if (definition.Max is { } max)
        {
            proto.MaxValue = max;
        }
        if (definition.Resolution is { } resolution)
        {
            proto.Resolution = resolution;
        }
        if (definition.MinResolution is { } minResolution)
        {
            proto.MinResolution = minResolution;
        }
        if (definition.Seed is { } seed)
        {
            proto.Seed = seed;
        }
        foreach (var (path, value) in definition.Settings ?? new Dictionary<string, double>())
        {
            proto.Settings.Add(path, value);
        }
        return proto;
    }

    private static V1.ExportedRows ToProto(IReadOnlyList<DataRow> rows) =>
        new() { FirstRowId = rows[0].RowId, Rows = { rows.Select(row => ToProto(row)) } };

    private static V1.ExportedRow ToProto(in DataRow row)
    {
        var proto = new V1.ExportedRow
        {
            SampleTime = new() { Seconds = row.Time },
            Value = row.Value,
        };
        if (row.Score is { } score)
        {
            proto.RawAnomalyScore = score.RawAnomalyScore;
            proto.AnomalyLikelihood = score.AnomalyLikelihood;
            proto.DisplayValue = score.DisplayValue;
            proto.Surprise = score.Surprise;
            proto.Severity = score.Severity;
        }
        return proto;
    }

    private static IEnumerable<V1.ExportedItem> ToProto(ModelState state) =>
        state
            .Bytes.Chunk(BytesOfPart)
            .Select(part => new V1.ExportedItem
            {
                Snapshot = new()
                {
                    LastRowId = state.RowId,
                    LastSampleTime = new() { Seconds = state.Time },
                    State = ByteString.CopyFrom(part),
                },
            });

    /// <summary>A custom metric that is not monitored has its key alone.</summary>
    private static V1.ModelSpec ToSpec(V1.Metric metric) =>
        new()
        {
            Custom = new()
            {
                Target = new()
                {
                    Key = new() { MetricName = metric.MetricName, Labels = { metric.Labels } },
                },
            },
        };

    private static Metric ToMetric(V1.Metric given, Datasource datasource, MetricStatus status, V1.ModelDefinition? definition) =>
        new()
        {
            Id = default,
            Number = 0,
            Datasource = datasource,
            Name = given.MetricName,
            Description = ToText("description", given.Description, LongestDescription),
            Resource = ToText("resource", given.Resource, LongestResource),
            TagName = ToText("tag_name", given.TagName, LongestTagName),
            Status = status,
            StatusMessage = ToText("status_message", given.StatusMessage, LongestStatusMessage),
            NextCollectTime = given.NextCollectTime is { } next
                ? DateTimeOffset.FromUnixTimeSeconds(ToSeconds(next, Item["metric"]["metric"]["next_collect_time"]))
                : null,
            Definition = definition is null ? null : ToDefinition(definition, Item["metric"]["definition"]),
        };

    private static ModelDefinition ToDefinition(V1.ModelDefinition proto, FieldPath at)
    {
        if (!double.IsFinite(proto.MinValue) || !double.IsFinite(proto.MaxValue))
        {
            throw at.Invalid($"{proto.MinValue}, {proto.MaxValue}", "must have finite numbers");
        }
        var definition = new ModelDefinition
        {
            Min = proto.HasMinValue ? proto.MinValue : null,
            Max = proto.HasMaxValue ? proto.MaxValue : null,
            Resolution = proto.HasResolution ? proto.Resolution : null,
            MinResolution = proto.HasMinResolution ? proto.MinResolution : null,
            Seed = proto.HasSeed ? proto.Seed : null,
            TimestampField = proto.TimestampField.Length > 0 ? proto.TimestampField : "c0",
            ValueField = proto.ValueField.Length > 0 ? proto.ValueField : "c1",
            Settings = proto.Settings.Count == 0 ? null : new Dictionary<string, double>(proto.Settings),
        };
        try
        {
            definition.ToParameters().Validate();
        }
        catch (ArgumentException fault)
        {
            throw at.Invalid("", $"must be what a network can be made from: {fault.Message}");
        }
        return definition;
    }

    private static DataRow ToRow(V1.ExportedRow row, long rowId, FieldPath at)
    {
        var hasScore = row.HasAnomalyLikelihood;
        double[] numbers = [row.Value, row.RawAnomalyScore, row.AnomalyLikelihood, row.Surprise, row.Severity];
        if (!numbers.All(double.IsFinite))
        {
            throw at.Invalid(rowId, "must have finite numbers");
        }
        return new(
            rowId,
            ToSeconds(row.SampleTime, at["sample_time"]),
            row.Value,
            hasScore ? new AnomalyResult(row.RawAnomalyScore, row.AnomalyLikelihood, row.DisplayValue, row.Surprise, row.Severity) : null
        );
    }

    internal static long ToSeconds(Timestamp? time, FieldPath at) =>
        time is { Seconds: >= 0 and <= LastSecond, Nanos: 0 }
            ? time.Seconds
            : throw at.Invalid(time, "must be given, in whole seconds, in the years 1970 to 9999");

    private static string ToText(string field, string text, int longest) =>
        text.Length <= longest && !text.Any(char.IsControl)
            ? text
            : throw Item["metric"]["metric"][field].Invalid(text, $"must have at most {longest} characters, and no control characters");
}
