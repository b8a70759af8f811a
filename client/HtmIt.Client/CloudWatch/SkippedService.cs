using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>A service of AWS that did not list its resources, or their tags, while others did.</summary>
/// <param name="Service">Its name, e.g. <c>RDS</c>.</param>
/// <param name="Region">The region it was asked in.</param>
/// <param name="Permission">What IAM has to permit for it, e.g. <c>rds:DescribeDBInstances</c>. Missing, if the error is an
/// <see cref="AwsAccessDeniedException"/>.</param>
/// <param name="Error">What it answered.</param>
public sealed record SkippedService(string Service, string Region, string Permission, HtmItException Error)
{
    /// <summary>Account of the server's settings it was asked with; empty for the server's own credentials.</summary>
    public string Account { get; init; } = "";

    /// <summary>Kind of resource that is left out, or whose tags are, as CloudFormation names it, e.g. <c>AWS::RDS::DBInstance</c>.</summary>
    public string AwsResourceType { get; init; } = "";

    /// <summary>Whether the resources are there all the same, and only their tags, and names with them, are left out.</summary>
    public bool TagsOnly { get; init; }
}
