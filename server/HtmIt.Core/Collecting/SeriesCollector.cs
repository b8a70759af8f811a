using System.Collections.Concurrent;
using HtmIt.Core.Aws;
using HtmIt.Core.Log;
using HtmIt.Core.Names;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Collecting;

/// <summary>Takes what is complete of the answers, stores it, and learns from what was seen: once for all metrics of a shard, whatever their
/// datasource. Answers may be taken side by side.</summary>
public sealed partial class SeriesCollector
{
    private readonly AwsScope _scope;
    private readonly CollectionIntake _intake;
    private readonly CollectionInstruments _instruments;
    private readonly ILogger _logger;
    private readonly SettlingDelays _delays;
    private readonly ConcurrentQueue<TakenNote> _notes = new();

    internal SeriesCollector(AwsScope scope, CollectorPorts ports, CollectionIntake intake)
    {
        (_scope, _intake, _instruments, _logger) = (scope, intake, ports.Instruments, ports.Logger);
        _delays = new(ports.Options.Value.DelaySeconds);
    }

    /// <summary>How old periods are when they are taken, by namespace, in seconds.</summary>
    public IReadOnlyDictionary<string, int> DelaySeconds => _delays.Seconds(CatalogueMetric.PeriodSeconds);

    /// <summary>The metrics to be asked for now.</summary>
    public IReadOnlyList<(T Metric, CollectionWindow Window)> Due<T>(ScheduleBook<T> book, DateTimeOffset now, CollectionPace pace)
        where T : ScheduledSeries => book.Due(one => one.Ask(now.ToUnixTimeSeconds(), pace, PatienceOf(one)));

    /// <summary>Takes an answer.</summary>
    /// <param name="isWhole">Whether it holds all that CloudWatch has.</param>
    public async Task<CollectionReport> TakeAsync(
        ScheduledSeries metric,
        IReadOnlyList<Sample> answer,
        bool isWhole,
        CollectionWindow window,
        CollectionRound round,
        CancellationToken cancellationToken
    )
    {
        var before = metric.Schedule;
        var taken = before.Take(answer, window, round.Now.ToUnixTimeSeconds(), round.Pace, PatienceOf(metric), isWhole);
        var outcome =
            taken.Samples.Count == 0 && taken.Next == before.Next
                ? IntakeOutcome.Nothing
                : await _intake.StoreAsync(metric, taken.Samples, taken.Next, round.Now, cancellationToken);
        metric.Settle(taken, outcome.IsStored);
        if (!outcome.IsStored)
        {
            return new();
        }
        _notes.Enqueue(new(metric.Metric.Id, metric.Namespace, before.PeriodSeconds, before.Next ?? window.Start, taken));
        return outcome.Report
            + new CollectionReport
            {
                Empty = taken.IsNothing ? 1 : 0,
                LateSamples = taken.Late,
                RevisedSamples = taken.Revised,
            };
    }

    /// <summary>Learns from the answers of a round, or from there having been none, and tells what is worth telling.</summary>
    public void Learn(DateTimeOffset now)
    {
        var notes = new List<TakenNote>();
        while (_notes.TryDequeue(out var note))
        {
            notes.Add(note);
        }
        _delays.Learn(notes, now.ToUnixTimeSeconds());
        foreach (var ns in notes.GroupBy(note => note.Namespace))
        {
            Tell(ns.Key, [.. ns]);
        }
    }

    private Patience PatienceOf(ScheduledSeries metric) =>
        _delays.Of(metric.Namespace, metric.Statistic, metric.Metric.Id, metric.Schedule.PeriodSeconds);

    private void Tell(string ns, IReadOnlyList<TakenNote> notes)
    {
        if (notes.Sum(note => note.Taken.Revised) is > 0 and var changed)
        {
            _instruments.Revised(_scope, ns, changed);
        }
        var revised = notes.Where(note => note.Taken.Revised > note.Taken.AfterZero).ToArray();
        if (revised.Length > 0)
        {
            var values = revised.Sum(note => note.Taken.Revised - note.Taken.AfterZero);
            var (metric, seconds) = (revised[0].Metric, revised[0].Taken.ChangedAtAge + revised[0].PeriodSeconds);
            Log.Revised(_logger, values, ns, _scope, metric, seconds);
        }
        var late = notes.Where(note => note.Taken.AfterZero > 0).ToArray();
        if (late.Length > 0)
        {
            Log.AfterZero(_logger, late.Sum(note => note.Taken.AfterZero), ns, _scope, late[0].Metric);
        }
        var silent = notes.Where(note => note.Taken.FallsSilent).ToArray();
        if (silent.Length > 0)
        {
            Log.Silent(_logger, silent.Length, ns, _scope, silent[0].Metric, DateTimeOffset.FromUnixTimeSeconds(silent[0].Next));
        }
        var back = notes.Where(note => note.Taken.IsBack).ToArray();
        if (back.Length > 0)
        {
            var (metric, since) = (back[0].Metric, DateTimeOffset.FromUnixTimeSeconds(back[0].Taken.Samples[0].Time));
            Log.IsBack(_logger, back.Length, ns, _scope, back.Sum(note => note.Taken.Samples.Count), metric, since);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            1306,
            LogLevel.Warning,
            "CloudWatch changed {Values} values of {Namespace} in {Scope} after they were stored. They stay as they are; values of metric {Metric} "
                + "are not taken before {Seconds} s after the end of their period from now on, and the same is learnt of the others"
        )]
        public static partial void Revised(ILogger logger, int values, string @namespace, AwsScope scope, MetricId metric, int seconds);

        [LoggerMessage(
            1315,
            LogLevel.Warning,
            "CloudWatch has {Values} values of {Namespace} in {Scope}, e.g. of {Metric}, for periods that had none for so long that 0 was stored. They "
                + "stay as they are"
        )]
        public static partial void AfterZero(ILogger logger, int values, string @namespace, AwsScope scope, MetricId metric);

        [LoggerMessage(
            1307,
            LogLevel.Information,
            "CloudWatch has nothing new of {Metrics} metrics of {Namespace} in {Scope}, e.g. of {Metric} from {Since:O} on. They are asked for as "
                + "before, and what comes of that time is taken"
        )]
        public static partial void Silent(
            ILogger logger,
            int metrics,
            string @namespace,
            AwsScope scope,
            MetricId metric,
            DateTimeOffset since
        );

        [LoggerMessage(
            1308,
            LogLevel.Information,
            "CloudWatch has data again of {Metrics} metrics of {Namespace} in {Scope}: {Samples} samples, e.g. of {Metric} from {Since:O} on"
        )]
        public static partial void IsBack(
            ILogger logger,
            int metrics,
            string @namespace,
            AwsScope scope,
            int samples,
            MetricId metric,
            DateTimeOffset since
        );
    }
}
