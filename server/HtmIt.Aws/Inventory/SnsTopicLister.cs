using System.Xml.Linq;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>SNS topics, without their tags: the service gives them one by one.</summary>
internal sealed class SnsTopicLister(QueryCalls calls) : QueryLister(calls, QueryService.Sns, AwsAction.ListTopics, "Topics", "NextToken")
{
    public override AwsResourceType Type => AwsResourceType.SnsTopic;

    public override string? TaggedAs => "sns";

    protected override AwsResource? ToResource(AwsScope scope, XElement element)
    {
        var arn = element.Text("TopicArn");
        return new(Type, scope.Region, arn[(arn.LastIndexOf(':') + 1)..]);
    }
}
