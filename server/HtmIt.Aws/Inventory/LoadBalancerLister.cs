using System.Xml.Linq;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Classic load balancers; as large as the number of their instances.</summary>
internal sealed class LoadBalancerLister(QueryCalls calls)
    : QueryLister(calls, QueryService.LoadBalancing, AwsAction.DescribeLoadBalancers, "LoadBalancerDescriptions", "Marker")
{
    private const int MostNamesOfTags = 20;

    public override AwsResourceType Type => AwsResourceType.LoadBalancer;

    protected override string NextToken => "NextMarker";

    protected override IReadOnlyList<string> NotFoundCodes => ["LoadBalancerNotFound"];

    protected override void Select(QueryForm form, string id) => form.WithList("LoadBalancerNames", [id]);

    protected override AwsResource ToResource(AwsScope scope, XElement element) =>
        new(Type, scope.Region, element.Text("LoadBalancerName")) { Size = element.List("Instances").Count() };

    protected override async Task<IReadOnlyList<AwsResource>> CompleteAsync(
        AwsScope scope,
        IReadOnlyList<AwsResource> page,
        CancellationToken cancellationToken
    )
    {
        var tags = new Dictionary<string, Dictionary<string, string>>();
        foreach (var some in page.Chunk(MostNamesOfTags))
        {
            var form = new QueryForm(AwsAction.DescribeLoadBalancerTags).WithList(
                "LoadBalancerNames",
                some.Select(balancer => balancer.Id)
            );
            var answer = await Calls.SendAsync(Service, scope, form, cancellationToken);
            foreach (var description in answer.List("TagDescriptions"))
            {
                tags[description.Text("LoadBalancerName")] = Tags.Of(description.List("Tags"));
            }
        }
        return [.. page.Select(balancer => balancer.With(tags.GetValueOrDefault(balancer.Id) ?? []))];
    }
}
