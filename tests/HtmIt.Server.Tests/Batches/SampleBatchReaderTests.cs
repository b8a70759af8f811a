using System.Buffers;
using Google.Protobuf;
using HtmIt.Core.Ingest;
using HtmIt.Server.Batches;
using HtmIt.Server.Messages;
using HtmIt.V1;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Sample = HtmIt.V1.Sample;
using SampleSeries = HtmIt.V1.SampleSeries;

namespace HtmIt.Server.Tests.Batches;

/// <summary>The quick reader says what the generated code says, or leaves the message to it.</summary>
public sealed class SampleBatchReaderTests
{
    private readonly SampleBatchReader _reader = Create(new());

    [Test]
    public void Read_WhatSendersWrite_IsReadQuickly()
    {
        var message = Batch(new Random(1), series: 20, samples: 5).ToByteArray();

        var quick = _reader.ReadUsual(message);

        Assert.That(quick, Is.Not.Null);
        AssertSame(quick!, _reader.ReadAny(message));
    }

    [Test]
    public void Read_InSeveralPieces_IsTheSame()
    {
        var message = Batch(new Random(2), series: 20, samples: 5).ToByteArray();
        var (first, last) = Pieces(message, 100);

        AssertSame(_reader.Read(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length)), _reader.ReadAny(message));
    }

    [Test]
    public void Read_ChangedAtRandom_GivesWhatTheGeneratedCodeGives()
    {
        var random = new Random(3);
        var quick = 0;
        for (var i = 0; i < 30_000; i++)
        {
            var message = Damaged(random, Batch(random, random.Next(4), random.Next(4)).ToByteArray());
            if (_reader.ReadUsual(message) is { } batch)
            {
                quick++;
                AssertSame(batch, _reader.ReadAny(message));
            }
        }
        Assert.That(quick, Is.GreaterThan(3_000), "so many are still something that a sender could have written");
    }

    [Test]
    public void Read_FieldTwiceOrUnknown_IsLeftToTheGeneratedCode()
    {
        byte[] once = Batch(new Random(4), series: 1, samples: 1).ToByteArray();
        byte[][] unusual =
        [
            [.. once, 0x08, 0x01, 0x08, 0x02],
            [.. once, 0x18, 0x01],
            [.. once, 0x12, 0x00],
            [.. once, 0x12, 0x7f],
            [.. once, 0x80, 0x01, 0x00],
        ];
        foreach (var message in unusual)
        {
            Assert.That(_reader.ReadUsual(message), Is.Null, Convert.ToHexString(message));
        }
    }

    [TestCase(2, 5)]
    [TestCase(5, 2)]
    public void Read_MoreThanMayBe_IsRefusedAsEver(int mostSeries, int mostSamples)
    {
        var reader = Create(new() { MaxBatchSeries = mostSeries, MaxBatchSamples = mostSamples });
        var message = Batch(new Random(5), series: 3, samples: 1).ToByteArray();

        Assert.That(reader.ReadUsual(message), Is.Null);
    }

    [Test]
    public void Read_MoreLabelsThanMayBe_IsRefusedAsEver()
    {
        var labelled = new MetricKey { MetricName = "m" };
        for (var i = 0; i < 20; i++)
        {
            labelled.Labels.Add($"l{i}", "v");
        }
        var series = new SampleSeries { Target = new() { Key = labelled } };
        var many = new IngestMetricDataRequest { Series = { Enumerable.Repeat(series, (MessageBounds.MostLabels / 20) + 1) } };
        var most = new IngestMetricDataRequest { Series = { many.Series.Skip(1) } };

        Assert.That(_reader.ReadUsual(most.ToByteArray()), Is.Not.Null);
        Assert.That(_reader.ReadUsual(many.ToByteArray()), Is.Null);
        Assert.That(() => _reader.Read(many.ToByteArray()), Throws.InstanceOf<UnreadMessageException>());
    }

    [Test]
    public void Find_MoreThanFit_ForgetsAndGoesOn()
    {
        var targets = new KnownTargets();
        for (var i = 0; i < 20_000; i++)
        {
            var target = new MetricTarget { Key = new() { MetricName = $"{i:00000}{new string('x', 200)}" } };
            for (var time = 0; time < 2; time++)
            {
                Assert.That(targets.Find(target.ToByteArray())!.Key!.Name, Is.EqualTo(target.Key.MetricName));
            }
        }
        Assert.That(targets.Bytes, Is.LessThanOrEqualTo(KnownTargets.BytesKept));
    }

    private static SampleBatchReader Create(IngestOptions options)
    {
        var set = Options.Create(options);
        return new(new(new(set)), new(), set);
    }

    private static void AssertSame(SampleBatch one, SampleBatch other)
    {
        Assert.That(one.Sequence, Is.EqualTo(other.Sequence));
        Assert.That(one.Series, Has.Count.EqualTo(other.Series.Count));
        foreach (var (left, right) in one.Series.Zip(other.Series))
        {
            Assert.That((left.Key, left.Metric, left.Violation), Is.EqualTo((right.Key, right.Metric, right.Violation)));
            Assert.That(left.Samples, Is.EqualTo(right.Samples));
        }
    }

    private static IngestMetricDataRequest Batch(Random random, int series, int samples)
    {
        var batch = new IngestMetricDataRequest { Sequence = random.Next(3) * random.NextInt64() };
        for (var i = 0; i < series; i++)
        {
            var one = new SampleSeries { Target = Target(random) };
            for (var k = 0; k < samples; k++)
            {
                one.Samples.Add(OneSample(random));
            }
            batch.Series.Add(one);
        }
        return batch;
    }

    private static MetricTarget Target(Random random)
    {
        if (random.Next(3) == 0)
        {
            return new() { Metric = $"metrics/{Guid.NewGuid():N}" };
        }
        var key = new MetricKey { MetricName = $"shop.orders-{random.Next(10)}-é" };
        if (random.Next(2) == 0)
        {
            key.Labels.Add("host", $"web-{random.Next(10)}");
        }
        return new() { Key = key };
    }

    /// <summary>With and without times and values, and times that are none.</summary>
    private static Sample OneSample(Random random)
    {
        var sample = new Sample { Value = random.Next(4) * random.NextDouble() };
        if (random.Next(8) > 0)
        {
            sample.SampleTime = new()
            {
                Seconds = random.Next(6) == 0 ? random.NextInt64() - random.NextInt64() : 1_700_000_000 + random.Next(1_000_000),
                Nanos = random.Next(4) == 0 ? random.Next(int.MinValue, int.MaxValue) : 0,
            };
        }
        return sample;
    }

    /// <summary>Mostly a few changed bytes, sometimes an end too early.</summary>
    private static byte[] Damaged(Random random, byte[] message)
    {
        for (var n = random.Next(3); n > 0 && message.Length > 0; n--)
        {
            message[random.Next(message.Length)] = (byte)random.Next(256);
        }
        return random.Next(10) == 0 ? message[..random.Next(message.Length + 1)] : message;
    }

    private static (Piece First, Piece Last) Pieces(byte[] message, int at)
    {
        var first = new Piece(message.AsMemory(0, at), 0);
        return (first, first.Append(message.AsMemory(at)));
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long start) => (Memory, RunningIndex) = (memory, start);

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
