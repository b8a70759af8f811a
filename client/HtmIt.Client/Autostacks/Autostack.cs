namespace HtmIt.Client;

/// <summary>A named group of the EC2 instances in one region that match its filters, monitored as one.</summary>
/// <param name="Name">Name (<c>autostacks/{uid}</c>), made by the server; opaque.</param>
/// <param name="Title">Its name for people; unique in its region.</param>
/// <param name="Region">AWS region.</param>
/// <param name="Filters">Filters of EC2's DescribeInstances, in practice <c>tag:{key}</c>. All must match, each with one of its values.</param>
public sealed record Autostack(string Name, string Title, string Region, IReadOnlyDictionary<string, IReadOnlyList<string>> Filters)
{
    /// <summary>Name of the account with which AWS is asked; empty for the server's default credentials.</summary>
    public string Account { get; init; } = "";

    /// <summary>When it was created, in UTC.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}
