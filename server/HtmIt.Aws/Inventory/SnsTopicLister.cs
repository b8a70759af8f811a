using System.Xml.Linq;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>SNS topics. Their tags would take one more call for each, so they have none here.</summary>
internal sealed class SnsTopicLister(QueryCalls calls) : QueryLister(calls, QueryService.Sns, AwsAction.ListTopics, "Topics", "NextToken")
{
    public override AwsResourceType Type => AwsResourceType.SnsTopic;

    protected override AwsResource ToResource(AwsScope scope, XElement element)
    {
        var arn = element.Text("TopicArn");
        return new(Type, scope.Region, arn[(arn.LastIndexOf(':') + 1)..]);
    }
}
