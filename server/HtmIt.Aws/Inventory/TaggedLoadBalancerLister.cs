using System.Xml.Linq;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Load balancers, whose tags take a call of their own for some of them. Where that is not permitted they are listed without.</summary>
/// <param name="list">Element of the answer that holds the list.</param>
/// <param name="name">The field that holds what tags are asked by.</param>
/// <param name="asked">What the list of those is called in the request for tags.</param>
/// <param name="answered">What one is called in the answer to it.</param>
internal abstract class TaggedLoadBalancerLister(
    QueryCalls calls,
    QueryService service,
    string list,
    string name,
    string asked,
    string answered
) : QueryLister(calls, service, AwsAction.DescribeLoadBalancers, list, "Marker")
{
    private const int MostOfTags = 20;

    protected override string NextToken => "NextMarker";

    /// <summary>What CloudWatch knows one by.</summary>
    /// <param name="text">What tags are asked by.</param>
    protected virtual string IdOf(string text) => text;

    protected override async Task<IReadOnlyList<AwsResource>> CompleteAsync(
        AwsScope scope,
        IReadOnlyList<AwsResource> page,
        IReadOnlyList<XElement> elements,
        CancellationToken cancellationToken
    )
    {
        var names = elements.Select(element => element.Text(name)).ToDictionary(IdOf);
        var tags = new Dictionary<string, Dictionary<string, string>>();
        try
        {
            foreach (var some in page.Chunk(MostOfTags))
            {
                var form = new QueryForm(AwsAction.DescribeLoadBalancerTags).WithList(asked, some.Select(balancer => names[balancer.Id]));
                var answer = await Calls.SendAsync(Service, scope, form, cancellationToken);
                foreach (var description in answer.List("TagDescriptions"))
                {
                    tags[IdOf(description.Text(answered))] = Tags.Of(description.List("Tags"));
                }
            }
        }
        catch (AwsException fault) when (fault.Fault == AwsFault.AccessDenied)
        {
            return [.. page.Select(balancer => balancer with { TagsFault = fault })];
        }
        return [.. page.Select(balancer => balancer.With(tags.GetValueOrDefault(balancer.Id) ?? []))];
    }
}
