using System.Xml.Linq;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Auto Scaling groups; as large as their desired capacity.</summary>
internal sealed class AutoScalingGroupLister(QueryCalls calls)
    : QueryLister(calls, QueryService.AutoScaling, AwsAction.DescribeAutoScalingGroups, "AutoScalingGroups", "NextToken")
{
    public override AwsResourceType Type => AwsResourceType.AutoScalingGroup;

    protected override void Select(QueryForm form, string id) => form.WithList("AutoScalingGroupNames", [id]);

    protected override AwsResource? ToResource(AwsScope scope, XElement element)
    {
        var group = new AwsResource(Type, scope.Region, element.Text("AutoScalingGroupName")) { Size = element.Number("DesiredCapacity") };
        return group.With(Tags.Of(element.List("Tags")));
    }
}
