using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>The series of one member, which several metrics may need.</summary>
internal sealed class MemberQuery(MetricQuery query) : IRequested
{
    public MetricQuery Query { get; } = query;

    /// <summary>Null until it is known. One that failed alone has a fault, and the others do not depend on it.</summary>
    public QueryResult? Answer { get; set; }

    /// <summary>Why the whole call for it and others failed; null when it did not.</summary>
    public string? CallFault { get; set; }
}
