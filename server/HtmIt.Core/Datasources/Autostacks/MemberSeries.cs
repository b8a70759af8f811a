using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Log;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>The series of the members for one window, asked for in as few calls as possible: what several autostacks or metrics need is
/// asked for once.</summary>
internal sealed class MemberSeries(CollectionWindow window)
{
    private readonly Dictionary<(AwsResourceType Kind, string Namespace, string Metric, string Member), MemberQuery> _queries = [];

    /// <summary>The series will be needed.</summary>
    public void Add(CollectedAutostackMetric metric, IReadOnlyList<AutostackMember> members)
    {
        foreach (var member in members)
        {
            _queries.TryAdd(KeyOf(metric, member), new(metric.QueryOf(member.InstanceId)));
        }
    }

    public async Task<CollectionReport> FetchAsync(MetricDataCalls calls, CancellationToken cancellationToken)
    {
        var report = new CollectionReport();
        foreach (var batch in CollectionBatches.Of(window, _queries.Values))
        {
            await foreach (var part in calls.AskAsync(batch, cancellationToken))
            {
                report += part.Report;
                Note(part.Series, part.Outcome);
            }
        }
        return report;
    }

    /// <summary>The members' series for one metric. A member whose query failed has an empty one; when all failed, or a call failed as a whole,
    /// the metric could not be collected. While CloudWatch takes no calls, it is too early to tell.</summary>
    public MemberAnswers Of(CollectedAutostackMetric metric, IReadOnlyList<AutostackMember> members)
    {
        var queries = members.Select(member => _queries[KeyOf(metric, member)]).ToArray();
        if (queries.Any(query => query.Answer is null && query.CallFault is null))
        {
            return new MemberAnswers.Unknown();
        }
        if (queries.FirstOrDefault(query => query.CallFault is not null) is { CallFault: { } fault })
        {
            return new MemberAnswers.Failed(fault);
        }
        if (queries.Length > 0 && queries.All(query => query.Answer!.Fault is not null))
        {
            return new MemberAnswers.Failed(queries[0].Answer!.Fault!);
        }
        return new MemberAnswers.Known(
            [.. queries.Select(query => query.Answer!.Fault is null ? query.Answer.Samples : [])],
            queries.All(query => query.Answer!.Fault is null)
        );
    }

    /// <summary>The same namespace and name may be those of a metric of two kinds, and ids are the user's own names for most kinds.</summary>
    private static (AwsResourceType Kind, string Namespace, string Metric, string Member) KeyOf(
        CollectedAutostackMetric metric,
        AutostackMember member
    ) => (metric.Autostack.Kind, metric.Spec.Namespace, metric.Spec.Metric, member.InstanceId);

    private static void Note(IReadOnlyList<MemberQuery> queries, CallOutcome outcome)
    {
        for (var i = 0; i < queries.Count; i++)
        {
            switch (outcome)
            {
                case CallOutcome.Answered { Results: var results }:
                    queries[i].Answer = results[i];
                    break;
                case CallOutcome.Failed { IsRefused: true, Message: var fault }:
                    queries[i].Answer = new([], fault);
                    break;
                case CallOutcome.Failed { Message: var fault }:
                    queries[i].CallFault = fault;
                    break;
            }
        }
    }
}
