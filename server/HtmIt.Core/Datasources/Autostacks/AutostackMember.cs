using HtmIt.Core.Aws;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>An instance that matches the filters of an autostack.</summary>
/// <param name="InstanceId">E.g. <c>i-0abc</c>.</param>
/// <param name="Name">Value of its Name tag; empty when it has none.</param>
public sealed record AutostackMember(string InstanceId, string Name)
{
    private const string Running = "running";

    /// <summary>The filter of EC2 by which an autostack says otherwise.</summary>
    private const string StateFilter = "instance-state-name";

    /// <summary>Those that count: what is stopped or terminated matches by its tags, but has no data. A filter by state says which instead.
    /// </summary>
    public static IEnumerable<AwsResource> Counted(
        IEnumerable<AwsResource> matching,
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters
    ) => filters.ContainsKey(StateFilter) ? matching : matching.Where(one => one.ProviderState == Running);

    public static IReadOnlyList<AutostackMember> Of(IEnumerable<AwsResource> instances) =>
        [.. instances.Select(one => new AutostackMember(one.Id, one.Name)).OrderBy(one => one.InstanceId, StringComparer.Ordinal)];
}
