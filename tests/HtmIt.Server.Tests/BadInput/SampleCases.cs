using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.BadInput;

/// <summary>Bad samples and batches for IngestMetricData.</summary>
internal static class SampleCases
{
    private const string Invalid = "InvalidField";

    public static IEnumerable<BadCase> All => [.. Samples(), .. Targets(), .. Batches()];

    private static IEnumerable<BadCase> Samples()
    {
        yield return One("value NaN", "SampleValueNotFinite", "value", sample => sample.Value = double.NaN);
        yield return One("value infinite", "SampleValueNotFinite", "value", sample => sample.Value = double.PositiveInfinity);
        yield return One("value minus infinite", "SampleValueNotFinite", "value", sample => sample.Value = double.NegativeInfinity);
        yield return One("time going back", "SampleTimeNotIncreasing", "sample_time", sample => sample.SampleTime.Seconds -= 450);
        yield return One("same time, other value", "SampleTimeResolution", "sample_time", sample => sample.SampleTime.Seconds -= 300);
        yield return One(
            "same second, other value",
            "SampleTimeResolution",
            "sample_time",
            sample => sample.SampleTime = new() { Seconds = sample.SampleTime.Seconds - 300, Nanos = 999_999_999 }
        );
        yield return One("far future", "SampleTimeOutOfRange", "sample_time", sample => sample.SampleTime.Seconds = 4_000_000_000);
        yield return One("end of time", "SampleTimeOutOfRange", "sample_time", sample => sample.SampleTime.Seconds = long.MaxValue);
        yield return One("before 2000", "SampleTimeOutOfRange", "sample_time", sample => sample.SampleTime.Seconds = 946_684_799);
        yield return One("before 1970", "SampleTimeOutOfRange", "sample_time", sample => sample.SampleTime.Seconds = -5);
        yield return One("begin of time", "SampleTimeOutOfRange", "sample_time", sample => sample.SampleTime.Seconds = long.MinValue);
        yield return One("no time", Invalid, "sample_time", sample => sample.SampleTime = null);
        yield return One("too many nanoseconds", Invalid, "sample_time.nanos", sample => sample.SampleTime.Nanos = 1_000_000_000);
        yield return One("negative nanoseconds", Invalid, "sample_time.nanos", sample => sample.SampleTime.Nanos = -1);
        yield return new(
            "unknown name, nothing but NaN: no metric is made",
            tests => RefusedAsync(tests, Ingest.Series("bad.never-made", [double.NaN])),
            new("OK", "SampleValueNotFinite", "value")
        );
    }

    private static IEnumerable<BadCase> Targets()
    {
        foreach (
            var (what, name) in new[]
            {
                ("empty name", ""),
                ("name of 256 characters", new string('n', 256)),
                ("name of 300 characters", new string('n', 300)),
                ("name of 300 emoji", string.Concat(Enumerable.Repeat("😀", 300))),
                ("name with a space", "two words"),
                ("name with a tab", "two\twords"),
                ("name with a line break", "two\nwords"),
                ("name with a no-break space", "two\u00a0words"),
                ("name with NUL", "two\0words"),
                ("name with a control character", "two\u0085words"),
            }
        )
        {
            yield return Target(what, "target.key.metric_name", new() { Target = new() { Key = new() { MetricName = name } } });
        }
        foreach (
            var (what, name) in new[]
            {
                ("resource name without prefix", new string('a', 32)),
                ("name of a model", $"models/{new string('a', 32)}"),
                ("resource name with a short uid", "metrics/abc"),
                ("resource name with another alphabet", $"metrics/{new string('z', 32)}"),
                ("resource name with a space behind", $"metrics/{new string('a', 31)} "),
                ("empty resource name", ""),
            }
        )
        {
            yield return Target(what, "target.metric", new() { Target = new() { Metric = name } });
        }
        foreach (
            var (what, field, key, value) in new[]
            {
                ("label without key", "target.key.labels", "", "a"),
                ("label of a reserved key", "target.key.labels", "__name__", "a"),
                ("label with NUL", "target.key.labels['host']", "host", "a\0b"),
                ("label of 257 characters", "target.key.labels['host']", "host", new string('v', 257)),
            }
        )
        {
            yield return Target(
                what,
                field,
                new()
                {
                    Target = new()
                    {
                        Key = new() { MetricName = "bad.label", Labels = { { key, value } } },
                    },
                }
            );
        }
        yield return Target("no target", "target", new());
        // STRM-006, SWAP-003
        yield return new(
            "unknown metric",
            tests =>
                RefusedAsync(
                    tests,
                    new()
                    {
                        Target = new() { Metric = $"metrics/{new string('a', 32)}" },
                        Samples = { tests.NextSample },
                    }
                ),
            new("OK", "MetricNotFound", "metric")
        );
    }

    private static IEnumerable<BadCase> Batches()
    {
        yield return new(
            "batch of 10,001 samples",
            tests => tests.RefusedBatchAsync(Ingest.Series("bad.large", Enumerable.Repeat(1.0, 10_001))),
            new("ResourceExhausted", "TOO_LARGE", "series.samples")
        );
        yield return new(
            "write: batch of 10,001 samples in two series",
            tests => RefusedWriteAsync(tests, Ingest.Series("bad.large", Enumerable.Repeat(1.0, 10_000)), Ingest.Series("bad.more", [1])),
            new("ResourceExhausted", "TOO_LARGE", "series.samples")
        );
        yield return new(
            "write: batch of 10,001 series",
            tests => RefusedWriteAsync(tests, [.. Enumerable.Repeat(new SampleSeries(), 10_001)]),
            new("ResourceExhausted", "TOO_LARGE", "series")
        );
        yield return new(
            "write: message of 10 MB",
            tests =>
                RefusedWriteAsync(
                    tests,
                    new SampleSeries
                    {
                        Target = new() { Key = new() { MetricName = new string('n', 10_000_000) } },
                        Samples = { tests.NextSample },
                    }
                ),
            new("ResourceExhausted", "TOO_LARGE", "message")
        );
        yield return new(
            "message of 10 MB",
            tests =>
                tests.RefusedStreamAsync(
                    new SampleSeries
                    {
                        Target = new() { Key = new() { MetricName = new string('n', 10_000_000) } },
                        Samples = { tests.NextSample },
                    }
                ),
            new("ResourceExhausted", "TOO_LARGE", "message")
        );
    }

    private static BadCase One(string name, string reason, string field, Action<Sample> spoil) =>
        new(
            name,
            tests =>
            {
                var sample = tests.NextSample;
                spoil(sample);
                return RefusedAsync(
                    tests,
                    new()
                    {
                        Target = new() { Key = new() { MetricName = BadInputTests.Known } },
                        Samples = { sample },
                    }
                );
            },
            new("OK", reason, field)
        );

    private static BadCase Target(string name, string field, SampleSeries series) =>
        new(
            name,
            tests =>
            {
                var sent = series.Clone();
                sent.Samples.Add(tests.NextSample);
                return RefusedAsync(tests, sent);
            },
            new("OK", Invalid, field)
        );

    private static async Task<Answer> RefusedWriteAsync(BadInputTests tests, params SampleSeries[] series) =>
        Answer.Of(await Refusal.OfAsync(tests.Client.WriteMetricDataAsync(new() { Series = { series } })));

    /// <summary>Over the stream and without one, which must say the same.</summary>
    private static async Task<Answer> RefusedAsync(BadInputTests tests, SampleSeries series)
    {
        var outcome = (await tests.Client.SendAsync(series)).Outcomes.Single();
        Assert.That((await tests.Client.WriteMetricDataAsync(new() { Series = { series } })).Outcomes.Single(), Is.EqualTo(outcome));
        var refused = outcome.Refusals.Single();
        Assert.That((refused.FirstIndex, refused.LastIndex), Is.EqualTo((0, 0)));
        Assert.That(refused.Message, Is.Not.Empty);
        Assert.That((outcome.FirstRowId, outcome.LastRowId), Is.EqualTo((0, 0)));
        return new(nameof(StatusCode.OK), refused.Reason.ToString(), refused.Field);
    }
}
