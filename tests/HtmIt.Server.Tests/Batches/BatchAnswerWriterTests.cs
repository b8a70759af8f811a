using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;
using HtmIt.Core.Names;
using HtmIt.Server.Batches;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Batches;

/// <summary>Answers have the bytes that the generated code would write.</summary>
public sealed class BatchAnswerWriterTests
{
    [Test]
    public void Write_StoredBatches_GivesTheBytesOfTheGeneratedCode()
    {
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var outcomes = Enumerable.Range(0, random.Next(5)).Select(_ => Stored(random)).ToArray();
            AssertBytes(new(random.Next(2) * random.NextInt64(long.MinValue, long.MaxValue), outcomes, null));
        }
    }

    [Test]
    public void Write_Refusals_GivesTheBytesOfTheGeneratedCode()
    {
        var refusal = new HtmIt.Core.Ingest.Refusal(0, 3, ErrorReason.SampleTimeNotIncreasing, "sample_time", "must be later");
        AssertBytes(new(7, [new(MetricId.New(), 1, 2, 0, []), new(MetricId.New(), 0, 0, 0, [refusal])], null));
        AssertBytes(new(7, [new(null, 0, 0, 0, [])], null));
        AssertBytes(new(7, [], DomainErrors.TooLarge("series", 11, "must be at most 10 series in a batch")));
    }

    private static SeriesOutcome Stored(Random random)
    {
        var first = random.NextInt64(0, 1L << random.Next(1, 63));
        return new(MetricId.New(), first, first + random.Next(300), random.Next(2) * random.Next(), []);
    }

    private static void AssertBytes(BatchAnswer answer)
    {
        var context = new Context();
        BatchAnswerWriter.Write(answer, context);
        Assert.That(context.Buffer.WrittenSpan.ToArray(), Is.EqualTo(BatchAnswerWriter.ToProto(answer).ToByteArray()));
        Assert.That((context.Length, context.IsComplete), Is.EqualTo(((int?)context.Buffer.WrittenCount, true)));
    }

    private sealed class Context : SerializationContext
    {
        public ArrayBufferWriter<byte> Buffer { get; } = new();

        public int? Length { get; private set; }

        public bool IsComplete { get; private set; }

        public override void SetPayloadLength(int payloadLength) => Length = payloadLength;

        public override IBufferWriter<byte> GetBufferWriter() => Buffer;

        public override void Complete() => IsComplete = true;
    }
}
