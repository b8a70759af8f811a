using System.Xml.Linq;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Classic load balancers; as large as the number of their instances.</summary>
internal sealed class LoadBalancerLister(QueryCalls calls)
    : TaggedLoadBalancerLister(calls, QueryService.LoadBalancing, "LoadBalancerDescriptions", NameField, "LoadBalancerNames", NameField)
{
    private const string NameField = "LoadBalancerName";

    public override AwsResourceType Type => AwsResourceType.LoadBalancer;

    protected override IReadOnlyList<string> NotFoundCodes => ["LoadBalancerNotFound"];

    protected override void Select(QueryForm form, string id) => form.WithList("LoadBalancerNames", [id]);

    protected override AwsResource? ToResource(AwsScope scope, XElement element) =>
        new(Type, scope.Region, element.Text(NameField)) { Size = element.List("Instances").Count() };
}
