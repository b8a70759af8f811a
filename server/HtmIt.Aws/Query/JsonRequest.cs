using Amazon.Runtime;
using HtmIt.Aws.Clients;

namespace HtmIt.Aws.Query;

/// <summary>One request to a service that speaks JSON and not the Query protocol.</summary>
/// <param name="target">The action with the name of its interface before it, e.g. <c>ResourceGroupsTaggingAPI_20170126.GetResources</c>.</param>
/// <param name="body">JSON in UTF-8.</param>
internal sealed class JsonRequest(AwsAction action, string target, byte[] body) : AmazonWebServiceRequest
{
    public AwsAction Action => action;

    public string Target => target;

    public byte[] Body => body;
}
