namespace HtmIt.Client;

/// <summary>Turns generated autostacks into those of the typed client, and filters back.</summary>
internal static class AutostackMapping
{
    public static Autostack ToAutostack(V1.Autostack autostack) =>
        new(
            autostack.Name,
            autostack.Title,
            autostack.Region,
            autostack.Filters.ToDictionary(filter => filter.Name, IReadOnlyList<string> (filter) => [.. filter.Values])
        )
        {
            Account = autostack.Account,
            AwsResourceType = autostack.AwsResourceType,
            Namespace = autostack.Namespace,
            CreateTime = autostack.CreateTime?.ToDateTimeOffset(),
        };

    public static AutostackInstance ToInstance(V1.AutostackInstance instance) =>
        new(instance.InstanceId, instance.State, instance.InstanceType, instance.Region, new Dictionary<string, string>(instance.Tags))
        {
            LaunchTime = instance.LaunchTime?.ToDateTimeOffset(),
            AwsResourceType = instance.AwsResourceType,
        };

    public static MembershipChange ToChange(V1.MembershipChange change) =>
        new(
            change.InstanceId,
            change.InstanceName,
            change.Kind == V1.MembershipChange.Types.Kind.Joined,
            change.ChangeTime.ToDateTimeOffset()
        );

    public static IEnumerable<V1.ResourceFilter> ToFilters(IReadOnlyDictionary<string, IReadOnlyList<string>> filters) =>
        filters.Select(filter => new V1.ResourceFilter { Name = filter.Key, Values = { filter.Value } });
}
