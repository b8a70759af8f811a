namespace HtmIt.Client;

/// <summary>Which resources to group.</summary>
/// <param name="Region">AWS region, e.g. <c>us-west-2</c>.</param>
/// <param name="Filters">By tag, <c>tag:{key}</c>; of EC2 instances any filter of DescribeInstances. All must match, each with one of its values, in
/// which <c>*</c> is any run of characters, <c>?</c> exactly one, and a backslash takes that meaning away.</param>
public sealed record AutostackFilter(string Region, IReadOnlyDictionary<string, IReadOnlyList<string>> Filters)
{
    /// <summary>Name of an account of the server's settings. Default: the server's own credentials.</summary>
    public string Account { get; init; } = "";

    /// <summary>The kind of resource as CloudFormation names it, e.g. <c>AWS::RDS::DBInstance</c>. Default: EC2 instances.</summary>
    public string AwsResourceType { get; init; } = "";
}
