namespace HtmIt.Client;

/// <summary>An AWS resource to monitor.</summary>
/// <param name="Region">AWS region, e.g. us-west-2.</param>
/// <param name="Namespace">CloudWatch namespace of its kind, e.g. AWS/EC2.</param>
/// <param name="Id">Its id, e.g. i-0abc, with or without the identifying dimension before it.</param>
public sealed record AwsResource(string Region, string Namespace, string Id)
{
    /// <summary>Name of an account from the server's settings. Default: the server's default credentials.</summary>
    public string Account { get; init; } = "";
}
