using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Instances;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>The series of the members for one window, asked for in as few calls as possible: what several autostacks or metrics need is
/// asked for once.</summary>
public sealed class MemberSeries
{
    private readonly CollectionWindow _window;
    private readonly List<MetricQuery> _queries = [];
    private readonly Dictionary<(string Namespace, string Metric, string Instance), int> _places = [];
    private QueryResult?[] _answers = [];
    private string? _callFault;

    public MemberSeries(CollectionWindow window, IEnumerable<(AutostackSchedule Metric, IReadOnlyList<AutostackMember> Members)> wanted)
    {
        _window = window;
        foreach (var (metric, members) in wanted)
        {
            foreach (var member in members)
            {
                if (_places.TryAdd(KeyOf(metric, member), _queries.Count))
                {
                    _queries.Add(metric.QueryOf(member.InstanceId));
                }
            }
        }
    }

    public CollectionReport Report { get; private set; } = new();

    /// <summary>AWS takes no more calls for now; what is missing is to be asked for later.</summary>
    public bool IsCutOff { get; private set; }

    public async Task FetchAsync(AwsScope scope, AutostackPorts ports, RegionThrottle throttle, CancellationToken cancellationToken)
    {
        _answers = new QueryResult?[_queries.Count];
        var most = CollectionBatch.MostQueries(_window.Periods);
        for (var first = 0; first < _queries.Count && !IsCutOff; first += most)
        {
            await FetchAsync(scope, ports, throttle, first, Math.Min(most, _queries.Count - first), cancellationToken);
        }
    }

    /// <summary>The members' series for one metric. A member whose query failed has an empty one; when all failed, or a call could not be
    /// made, the metric could not be collected, and this says why.</summary>
    public (IReadOnlyList<IReadOnlyList<Sample>> Series, string? Fault) Of(AutostackSchedule metric, IReadOnlyList<AutostackMember> members)
    {
        var answers = members.Select(member => _answers[_places[KeyOf(metric, member)]]).ToArray();
        if (answers.Any(answer => answer is null))
        {
            return ([], _callFault ?? "CloudWatch was not asked.");
        }
        if (answers.Length > 0 && answers.All(answer => answer!.Fault is not null))
        {
            return ([], answers[0]!.Fault);
        }
        return ([.. answers.Select(answer => answer!.Fault is null ? answer.Samples : [])], null);
    }

    private static (string Namespace, string Metric, string Instance) KeyOf(AutostackSchedule metric, AutostackMember member) =>
        (metric.Spec.Namespace, metric.Spec.Metric, member.InstanceId);

    private async Task FetchAsync(
        AwsScope scope,
        AutostackPorts ports,
        RegionThrottle throttle,
        int first,
        int count,
        CancellationToken cancellationToken
    )
    {
        IsCutOff |= throttle.IsPaused;
        if (IsCutOff)
        {
            return;
        }
        Report += new CollectionReport { Calls = 1, MetricsRequested = count };
        var began = ports.Time.GetUtcNow();
        try
        {
            var answers = await ports.CloudWatch.GetMetricDataAsync(
                scope,
                _queries.GetRange(first, count),
                DateTimeOffset.FromUnixTimeSeconds(_window.Start),
                DateTimeOffset.FromUnixTimeSeconds(_window.End),
                cancellationToken
            );
            answers.ToArray().CopyTo(_answers, first);
            throttle.Answered(began);
        }
        catch (AwsException fault) when (fault.Fault == AwsFault.Throttled)
        {
            throttle.Throttled(began);
            (Report, IsCutOff) = (Report + new CollectionReport { Throttled = 1 }, true);
        }
        catch (AwsException fault) when (fault.Fault == AwsFault.Refused)
        {
            await NarrowAsync(scope, ports, throttle, first, count, fault, cancellationToken);
        }
        catch (AwsException fault)
        {
            _callFault = fault.Message;
        }
    }

    /// <summary>Halves a refused call until the query that spoils it is alone; it has failed then, and the others have not.</summary>
    private async Task NarrowAsync(
        AwsScope scope,
        AutostackPorts ports,
        RegionThrottle throttle,
        int first,
        int count,
        AwsException fault,
        CancellationToken cancellationToken
    )
    {
        if (count == 1)
        {
            _answers[first] = new([], fault.Message);
            return;
        }
        await FetchAsync(scope, ports, throttle, first, count / 2, cancellationToken);
        await FetchAsync(scope, ports, throttle, first + (count / 2), count - (count / 2), cancellationToken);
    }
}
