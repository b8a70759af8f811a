using Google.Protobuf.Collections;

namespace HtmIt.Client;

/// <summary>Turns generated autostacks into those of the typed client, and filters back.</summary>
internal static class AutostackMapping
{
    public static Autostack ToAutostack(V1.Autostack autostack) =>
        new(
            autostack.Name,
            autostack.Title,
            autostack.Region,
            autostack.Filters.ToDictionary(filter => filter.Key, IReadOnlyList<string> (filter) => [.. filter.Value.Values])
        )
        {
            Account = autostack.Account,
            CreateTime = autostack.CreateTime?.ToDateTimeOffset(),
        };

    public static AutostackInstance ToInstance(V1.AutostackInstance instance) =>
        new(instance.InstanceId, instance.State, instance.InstanceType, instance.Region, new Dictionary<string, string>(instance.Tags))
        {
            LaunchTime = instance.LaunchTime?.ToDateTimeOffset(),
        };

    public static MembershipChange ToChange(V1.MembershipChange change) =>
        new(
            change.InstanceId,
            change.InstanceName,
            change.Kind == V1.MembershipChange.Types.Kind.Joined,
            change.ChangeTime.ToDateTimeOffset()
        );

    public static void CopyTo(this IReadOnlyDictionary<string, IReadOnlyList<string>> filters, MapField<string, V1.FilterValues> request)
    {
        foreach (var (filter, values) in filters)
        {
            request[filter] = new() { Values = { values } };
        }
    }
}
