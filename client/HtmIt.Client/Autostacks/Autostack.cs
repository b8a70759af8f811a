namespace HtmIt.Client;

/// <summary>A named group of the resources of one kind in one region that match its filters, monitored as one.</summary>
/// <param name="Name">Name (<c>autostacks/{uid}</c>), made by the server; opaque.</param>
/// <param name="Title">Its name for people; unique in its region.</param>
/// <param name="Region">AWS region.</param>
/// <param name="Filters">By tag, <c>tag:{key}</c>; of EC2 instances any filter of DescribeInstances. All must match, each with one of its values.</param>
public sealed record Autostack(string Name, string Title, string Region, IReadOnlyDictionary<string, IReadOnlyList<string>> Filters)
{
    /// <summary>Name of the account with which AWS is asked; empty for the server's default credentials.</summary>
    public string Account { get; init; } = "";

    /// <summary>The kind of its members as CloudFormation names it, e.g. <c>AWS::EC2::Instance</c>.</summary>
    public string AwsResourceType { get; init; } = "";

    /// <summary>CloudWatch namespace by which resources of that kind are addressed, e.g. <c>AWS/EC2</c>.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>When it was created, in UTC.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}
