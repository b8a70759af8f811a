using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using HtmIt.Aws.Clients;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>DynamoDB tables, without their tags: the service gives them one by one.</summary>
internal sealed class DynamoDbTableLister(AwsClients clients, AwsCall call) : IResourceLister
{
    private static readonly AwsAction Operation = AwsAction.ListTables;

    public AwsResourceType Type => AwsResourceType.DynamoDbTable;

    public string? TaggedAs => "dynamodb:table";

    public IAsyncEnumerable<AwsResource> ListAsync(AwsScope scope, ResourceSelection selection, CancellationToken cancellationToken) =>
        Paging.AllAsync(call.Pages(Operation, scope), page => ReadAsync(scope, page, cancellationToken), cancellationToken);

    private async Task<(IEnumerable<AwsResource>, string?)> ReadAsync(AwsScope scope, string? page, CancellationToken cancellationToken)
    {
        var request = new ListTablesRequest { ExclusiveStartTableName = page };
        var client = clients.Get<AmazonDynamoDBClient, AmazonDynamoDBConfig>(scope, (credentials, config) => new(credentials, config));
        var answer = await call.RunAsync(Operation, scope, token => client.ListTablesAsync(request, token), cancellationToken);
        var tables = (answer.TableNames ?? []).Select(name => new AwsResource(AwsResourceType.DynamoDbTable, scope.Region, name));
        return (tables, answer.LastEvaluatedTableName);
    }
}
