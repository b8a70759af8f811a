using System.Xml.Linq;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Load balancers of one of the kinds that came after the classic ones.</summary>
/// <param name="type">The kind.</param>
/// <param name="word">The service's word for it.</param>
internal sealed class LoadBalancerV2Lister(QueryCalls calls, AwsResourceType type, string word)
    : TaggedLoadBalancerLister(calls, QueryService.LoadBalancingV2, "LoadBalancers", Arn, "ResourceArns", "ResourceArn")
{
    private const string Arn = "LoadBalancerArn";

    /// <summary>What the name of one begins with, before what CloudWatch knows it by.</summary>
    private const string Head = ":loadbalancer/";

    public override AwsResourceType Type => type;

    protected override AwsResource? ToResource(AwsScope scope, XElement element) =>
        element.Text("Type") == word ? new(Type, scope.Region, IdOf(element.Text(Arn))) : null;

    /// <summary>E.g. <c>app/web/0123456789abcdef</c>.</summary>
    protected override string IdOf(string text) =>
        text.IndexOf(Head, StringComparison.Ordinal) is >= 0 and var at ? text[(at + Head.Length)..] : text;
}
