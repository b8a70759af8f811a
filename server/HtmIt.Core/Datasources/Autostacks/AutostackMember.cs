using HtmIt.Core.Aws;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>An instance that matches the filters of an autostack.</summary>
/// <param name="InstanceId">E.g. <c>i-0abc</c>.</param>
/// <param name="Name">Value of its Name tag; empty when it has none.</param>
public sealed record AutostackMember(string InstanceId, string Name)
{
    public static IReadOnlyList<AutostackMember> Of(IEnumerable<AwsResource> instances) =>
        [.. instances.Select(one => new AutostackMember(one.Id, one.Name)).OrderBy(one => one.InstanceId, StringComparer.Ordinal)];
}
