using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Tests.Metrics;
using HtmIt.Testing;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Tests.Ingest;

/// <summary>The node's lanes over fakes, with a clock that does not let anybody wait.</summary>
internal sealed class Lanes : IDisposable
{
    /// <summary>2026-01-01 00:00 UTC, the time of the first sample.</summary>
    public const long Start = 1_767_225_600;

    public Lanes(Func<FakeFault>? next = null, IngestOptions? options = null, TimeProvider? clock = null)
    {
        var settings = Options.Create(options ?? new());
        var time = clock ?? new HastyTime();
        Limit = new(Metrics, Options.Create(new NewMetricOptions()), time);
        Runtime = new(next ?? (() => FakeFault.None));
        Directory = new(Metrics, Limit, NewNames.MonitoringNone(), time);
        var rules = new SampleRules(
            settings,
            new RetentionPolicy(Options.Create(new RetentionOptions()), TimeProvider.System),
            TimeProvider.System
        );
        All = new(new(Runtime, Directory, rules, settings, time));
    }

    public FakeMetrics Metrics { get; } = new();

    public FakeRuntime Runtime { get; }

    public NewMetricLimit Limit { get; }

    public MetricDirectory Directory { get; }

    public IngestLanes All { get; }

    public IReadOnlyList<Sample> RowsOf(string name) => Runtime.RowsOf(Metrics.IdOf(name));

    public static SampleSeries Series(string name, params IEnumerable<int> numbers) =>
        SampleSeries.ForKey(
            new(name),
            [.. numbers.Select(number => new Sample(Lanes.Start + number, number))],
            FieldPath.Proto("target.key")
        );

    public void Dispose()
    {
        All.Dispose();
        Limit.Dispose();
    }
}
