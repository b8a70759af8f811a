namespace HtmIt.Client;

/// <summary>Tells what the pages of a list leave out, each once.</summary>
internal sealed class SkippedServices(Action<SkippedService>? tell)
{
    private readonly HashSet<(string Service, string Type)> _told = [];

    /// <returns>The items of the same page.</returns>
    public IEnumerable<T> Tell<T>(IEnumerable<V1.SkippedService> skipped, IEnumerable<T> items)
    {
        foreach (var one in skipped)
        {
            if (tell is not null && _told.Add((one.Service, one.AwsResourceType)))
            {
                tell(CloudWatchMapping.ToSkipped(one));
            }
        }

        return items;
    }
}
