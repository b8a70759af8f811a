using Amazon.SQS;
using Amazon.SQS.Model;
using HtmIt.Aws.Clients;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>SQS queues, without their tags: the service gives them one by one.</summary>
internal sealed class SqsQueueLister(AwsClients clients, AwsCall call) : IResourceLister
{
    private const int PageSize = 1_000;
    private static readonly AwsAction Operation = AwsAction.ListQueues;

    public AwsResourceType Type => AwsResourceType.SqsQueue;

    public string? TaggedAs => "sqs";

    public IAsyncEnumerable<AwsResource> ListAsync(AwsScope scope, ResourceSelection selection, CancellationToken cancellationToken) =>
        Paging.AllAsync(call.Pages(Operation, scope), page => ReadAsync(scope, selection, page, cancellationToken), cancellationToken);

    private async Task<(IEnumerable<AwsResource>, string?)> ReadAsync(
        AwsScope scope,
        ResourceSelection selection,
        string? page,
        CancellationToken cancellationToken
    )
    {
        var request = new ListQueuesRequest
        {
            QueueNamePrefix = selection.Id,
            MaxResults = PageSize,
            NextToken = page,
        };
        var client = clients.Get<AmazonSQSClient, AmazonSQSConfig>(scope, (credentials, config) => new(credentials, config));
        var answer = await call.RunAsync(Operation, scope, token => client.ListQueuesAsync(request, token), cancellationToken);
        var names = (answer.QueueUrls ?? []).Select(url => url[(url.LastIndexOf('/') + 1)..]);
        return (names.Select(name => new AwsResource(AwsResourceType.SqsQueue, scope.Region, name)), answer.NextToken);
    }
}
