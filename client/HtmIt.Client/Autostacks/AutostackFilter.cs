namespace HtmIt.Client;

/// <summary>Which EC2 instances to group.</summary>
/// <param name="Region">AWS region, e.g. <c>us-west-2</c>.</param>
/// <param name="Filters">Filters of EC2's DescribeInstances, in practice <c>tag:{key}</c>. All must match, each with one of its values, in
/// which <c>*</c> is any run of characters, <c>?</c> exactly one, and a backslash takes that meaning away.</param>
public sealed record AutostackFilter(string Region, IReadOnlyDictionary<string, IReadOnlyList<string>> Filters)
{
    /// <summary>Name of an account of the server's settings. Default: the server's own credentials.</summary>
    public string Account { get; init; } = "";
}
