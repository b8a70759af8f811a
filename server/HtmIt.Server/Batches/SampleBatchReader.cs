using System.Buffers;
using Google.Protobuf;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using HtmIt.Server.Mapping;
using HtmIt.Server.Messages;
using HtmIt.V1;
using Microsoft.Extensions.Options;
using Sample = HtmIt.Core.Log.Sample;
using SampleSeries = HtmIt.Core.Ingest.SampleSeries;

namespace HtmIt.Server.Batches;

/// <summary>Reads <c>IngestMetricDataRequest</c> straight into what the lanes take: one array for all samples of a batch, and the names of
/// metrics looked up by their bytes. Only what senders usually write is read that way; any message that has something else in it (a field
/// twice, one that is not known, too many of anything, an end too early) is left to the generated code, which decides what it means.</summary>
internal sealed class SampleBatchReader(MessageCheck check, KnownTargets targets, IOptions<IngestOptions> options)
{
    private static readonly MessageParser<IngestMetricDataRequest> Parser = IngestMetricDataRequest.Parser.WithDiscardUnknownFields(true);

    private const byte Sequence = (IngestMetricDataRequest.SequenceFieldNumber << 3) | Varint;
    private const byte Series = (IngestMetricDataRequest.SeriesFieldNumber << 3) | Bytes;
    private const byte Samples = (V1.SampleSeries.SamplesFieldNumber << 3) | Bytes;
    private const byte Target = (V1.SampleSeries.TargetFieldNumber << 3) | Bytes;
    private const byte SampleTime = (V1.Sample.SampleTimeFieldNumber << 3) | Bytes;
    private const byte Value = (V1.Sample.ValueFieldNumber << 3) | Fixed64;
    private const byte Seconds = (Google.Protobuf.WellKnownTypes.Timestamp.SecondsFieldNumber << 3) | Varint;
    private const byte Nanos = (Google.Protobuf.WellKnownTypes.Timestamp.NanosFieldNumber << 3) | Varint;

    private const byte Varint = 0;
    private const byte Fixed64 = 1;
    private const byte Bytes = 2;

    public SampleBatch Read(ReadOnlySequence<byte> payload)
    {
        if (payload.IsSingleSegment)
        {
            return Read(payload.FirstSpan);
        }
        var length = checked((int)payload.Length);
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            payload.CopyTo(copy);
            return Read(copy.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    /// <exception cref="UnreadMessageException">It has too many of something.</exception>
    /// <exception cref="InvalidProtocolBufferException">It is no such message.</exception>
    public SampleBatch Read(ReadOnlySpan<byte> message) => ReadUsual(message) ?? ReadAny(message);

    /// <summary>The same by the generated code.</summary>
    internal SampleBatch ReadAny(ReadOnlySpan<byte> message)
    {
        check.Check(message, IngestMetricDataRequest.Descriptor);
        var request = Parser.ParseFrom(message);
        return new(request.Sequence, [.. request.Series.Select(MetricDataMapping.ToSeries)]);
    }

    /// <summary>Null when there is anything unusual in it.</summary>
    internal SampleBatch? ReadUsual(ReadOnlySpan<byte> message)
    {
        if (!TryCount(message, out var seriesCount, out var sampleCount))
        {
            return null;
        }
        var (all, series) = (new Sample[sampleCount], new SampleSeries[seriesCount]);
        var (sequence, taken, filled, labels) = (0L, 0, 0, 0);
        var rest = new WireSpan(message);
        while (!rest.IsEmpty)
        {
            if (rest.TakeTag() == Sequence)
            {
                rest.TryTakeVarint(out var number);
                sequence = (long)number;
                continue;
            }
            rest.TryTakeBytes(out var content);
            if (ReadSeries(content, all, ref filled) is not { } one)
            {
                return null;
            }
            series[taken++] = one;
            labels += one.Key?.Labels.Count ?? 0;
        }
        return labels <= MessageBounds.MostLabels ? new(sequence, series) : null;
    }

    /// <summary>How many series and samples there are; false where there is anything else, or more of them than may be.</summary>
    private bool TryCount(ReadOnlySpan<byte> message, out int series, out int samples)
    {
        (series, samples) = (0, 0);
        var sequences = 0;
        var rest = new WireSpan(message);
        while (!rest.IsEmpty)
        {
            switch (rest.TakeTag())
            {
                case Sequence when rest.TryTakeVarint(out _) && ++sequences == 1:
                    break;
                case Series when rest.TryTakeBytes(out var content) && TryCountSamples(content, ref samples):
                    series++;
                    break;
                default:
                    return false;
            }
        }
        return series <= options.Value.MaxBatchSeries && samples <= options.Value.MaxBatchSamples;
    }

    private static bool TryCountSamples(ReadOnlySpan<byte> series, ref int samples)
    {
        var targets = 0;
        var rest = new WireSpan(series);
        while (!rest.IsEmpty)
        {
            switch (rest.TakeTag())
            {
                case Samples when rest.TryTakeBytes(out _):
                    samples++;
                    break;
                case Target when rest.TryTakeBytes(out _) && ++targets == 1:
                    break;
                default:
                    return false;
            }
        }
        return targets == 1;
    }

    /// <summary>A series whose fields were counted before.</summary>
    private SampleSeries? ReadSeries(ReadOnlySpan<byte> series, Sample[] all, ref int filled)
    {
        var first = filled;
        ReadOnlySpan<byte> target = default;
        var rest = new WireSpan(series);
        while (!rest.IsEmpty)
        {
            var tag = rest.TakeTag();
            rest.TryTakeBytes(out var content);
            if (tag == Target)
            {
                target = content;
            }
            else if (!TryReadSample(content, out all[filled++]))
            {
                return null;
            }
        }
        return targets.Find(target) is { } known ? known with { Samples = new ArraySegment<Sample>(all, first, filled - first) } : null;
    }

    private static bool TryReadSample(ReadOnlySpan<byte> content, out Sample sample)
    {
        var (time, value, times, values) = (SampleRules.NoTime, 0.0, 0, 0);
        sample = default;
        var rest = new WireSpan(content);
        while (!rest.IsEmpty)
        {
            switch (rest.TakeTag())
            {
                case SampleTime when rest.TryTakeBytes(out var text) && ++times == 1 && TryReadTime(text, out time):
                case Value when rest.TryTakeDouble(out value) && ++values == 1:
                    break;
                default:
                    return false;
            }
        }
        sample = new(time, value);
        return true;
    }

    private static bool TryReadTime(ReadOnlySpan<byte> content, out long time)
    {
        var (seconds, nanos, hasSeconds, hasNanos) = (0UL, 0UL, 0, 0);
        time = 0;
        var rest = new WireSpan(content);
        while (!rest.IsEmpty)
        {
            switch (rest.TakeTag())
            {
                case Seconds when rest.TryTakeVarint(out seconds) && ++hasSeconds == 1:
                case Nanos when rest.TryTakeVarint(out nanos) && ++hasNanos == 1:
                    break;
                default:
                    return false;
            }
        }
        time = MetricDataMapping.ToSampleTime((long)seconds, (int)nanos);
        return true;
    }
}
