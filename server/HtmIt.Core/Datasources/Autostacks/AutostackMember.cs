using HtmIt.Core.Aws;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>A resource that matches the filters of an autostack.</summary>
/// <param name="InstanceId">What the dimension of its kind holds, e.g. <c>i-0abc</c>.</param>
/// <param name="Name">Value of its Name tag; empty when it has none.</param>
public sealed record AutostackMember(string InstanceId, string Name)
{
    /// <summary>The filter of EC2 by which an autostack says otherwise.</summary>
    private const string StateFilter = "instance-state-name";

    /// <summary>Those that count, each once and by id: what is stopped or terminated matches by its tags, but has no data. A filter by state says
    /// which instead.</summary>
    public static IEnumerable<AwsResource> Counted(
        IEnumerable<AwsResource> matching,
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters
    ) =>
        matching
            .Where(one => filters.ContainsKey(StateFilter) || !one.Type.IdleStates.Contains(one.ProviderState))
            // A resource may be on two pages of a listing when others come or go meanwhile.
            .DistinctBy(one => one.Id, StringComparer.Ordinal)
            .OrderBy(one => one.Id, StringComparer.Ordinal);

    public static IReadOnlyList<AutostackMember> Of(IEnumerable<AwsResource> counted) =>
        [.. counted.Select(one => new AutostackMember(one.Id, one.Name))];
}
