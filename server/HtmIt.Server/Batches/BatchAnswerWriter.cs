using System.Buffers;
using System.Buffers.Text;
using Google.Protobuf;
using Grpc.Core;
using HtmIt.Core.Ingest;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Mapping;
using HtmIt.V1;
using SeriesOutcome = HtmIt.Core.Ingest.SeriesOutcome;

namespace HtmIt.Server.Batches;

/// <summary>Writes answers to batches. One in which nothing is refused, as nearly all are, is written without objects for its parts; the rest
/// is left to the generated code.</summary>
internal static class BatchAnswerWriter
{
    /// <summary>metrics/ and 32 hexadecimal digits.</summary>
    private const int NameLength = 40;

    private const int OutcomeTag = (IngestMetricDataResponse.OutcomesFieldNumber << 3) | 2;

    public static void Write(BatchAnswer answer, SerializationContext context)
    {
        if (answer.Refusal is not null || !TryMeasure(answer, out var size))
        {
            var proto = ToProto(answer);
            context.SetPayloadLength(proto.CalculateSize());
            proto.WriteTo(context.GetBufferWriter());
        }
        else
        {
            context.SetPayloadLength(size);
            var buffer = context.GetBufferWriter();
            var span = buffer.GetSpan(size);
            var end = 0;
            WriteField(span, ref end, IngestMetricDataResponse.SequenceFieldNumber, answer.Sequence);
            foreach (var outcome in answer.Outcomes)
            {
                WriteOutcome(span, ref end, outcome);
            }
            buffer.Advance(end);
        }
        context.Complete();
    }

    /// <summary>The same by the generated code.</summary>
    public static IngestMetricDataResponse ToProto(BatchAnswer answer) =>
        answer.Refusal is { } refusal
            ? new() { Sequence = answer.Sequence, Error = ItemErrors.ToProto(refusal) }
            : new()
            {
                Sequence = answer.Sequence,
                Outcomes = { OutcomeMapping.ToProto(answer.Outcomes) },
                RefusedCount = OutcomeMapping.RefusedCount(answer.Outcomes),
            };

    /// <summary>False where something was refused, or a metric has no name.</summary>
    private static bool TryMeasure(BatchAnswer answer, out int size)
    {
        size = SizeOf(answer.Sequence);
        for (var i = 0; i < answer.Outcomes.Count; i++)
        {
            var outcome = answer.Outcomes[i];
            if (outcome.Refusals.Count > 0 || outcome.Metric is null)
            {
                return false;
            }
            size += 2 + SizeOf(outcome);
        }
        return true;
    }

    /// <summary>Less than 128, so that its length is one byte.</summary>
    private static int SizeOf(SeriesOutcome outcome) =>
        2
        + NameLength
        + SizeOf(outcome.StoredCount)
        + SizeOf(outcome.FirstRowId)
        + SizeOf(outcome.LastRowId)
        + SizeOf(outcome.AlreadyStoredCount);

    /// <summary>With its tag; a zero is not written.</summary>
    private static int SizeOf(long value) => value == 0 ? 0 : 1 + CodedOutputStream.ComputeInt64Size(value);

    private static void WriteOutcome(Span<byte> span, ref int end, SeriesOutcome outcome)
    {
        span[end++] = OutcomeTag;
        span[end++] = (byte)SizeOf(outcome);
        span[end++] = (V1.SeriesOutcome.MetricFieldNumber << 3) | 2;
        span[end++] = NameLength;
        "metrics/"u8.CopyTo(span[end..]);
        Utf8Formatter.TryFormat(outcome.Metric!.Value.Value, span[(end + 8)..], out _, new StandardFormat('N'));
        end += NameLength;
        WriteField(span, ref end, V1.SeriesOutcome.FirstRowIdFieldNumber, outcome.FirstRowId);
        WriteField(span, ref end, V1.SeriesOutcome.LastRowIdFieldNumber, outcome.LastRowId);
        WriteField(span, ref end, V1.SeriesOutcome.StoredCountFieldNumber, outcome.StoredCount);
        WriteField(span, ref end, V1.SeriesOutcome.AlreadyStoredCountFieldNumber, outcome.AlreadyStoredCount);
    }

    private static void WriteField(Span<byte> span, ref int end, int number, long value)
    {
        if (value == 0)
        {
            return;
        }
        span[end++] = (byte)(number << 3);
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7)
        {
            span[end++] = (byte)(rest | 0x80);
        }
        span[end++] = (byte)rest;
    }
}
