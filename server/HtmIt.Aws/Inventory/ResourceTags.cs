using System.Text.Json;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Tags of resources whose own services give them only one by one: a hundred in a call.</summary>
internal sealed class ResourceTags(QueryCalls calls)
{
    private const string Target = "ResourceGroupsTaggingAPI_20170126.GetResources";
    private const int PageSize = 100;

    /// <summary>The tagged resources of one kind, by id, in no order.</summary>
    /// <param name="kind">As the service names it, e.g. <c>dynamodb:table</c>.</param>
    /// <param name="filters">Only those that have all the tags that these are about, whatever their values; null for all.</param>
    public IAsyncEnumerable<KeyValuePair<string, Dictionary<string, string>>> ListAsync(
        AwsScope scope,
        string kind,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters,
        CancellationToken cancellationToken
    )
    {
        var keys = filters is null ? [] : TagFilter.KeysOf(filters).ToArray();
        return Paging.AllAsync(
            calls.Pages(scope, AwsAction.GetResources),
            page => ReadAsync(scope, kind, keys, page, cancellationToken),
            cancellationToken
        );
    }

    private async Task<(IEnumerable<KeyValuePair<string, Dictionary<string, string>>>, string?)> ReadAsync(
        AwsScope scope,
        string kind,
        string[] keys,
        string? page,
        CancellationToken cancellationToken
    )
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                ResourceTypeFilters = new[] { kind },
                TagFilters = keys.Select(key => new { Key = key }),
                ResourcesPerPage = PageSize,
                PaginationToken = page ?? "",
            }
        );
        var request = new JsonRequest(AwsAction.GetResources, Target, body);
        return await calls.SendAsync(QueryService.Tagging, scope, request, Read, cancellationToken);
    }

    private static (IEnumerable<KeyValuePair<string, Dictionary<string, string>>>, string?) Read(JsonElement answer)
    {
        var tagged = answer
            .List("ResourceTagMappingList")
            .Select(one =>
                KeyValuePair.Create(
                    IdOf(one.Text("ResourceARN")),
                    Tags.Of(one.List("Tags").Select(tag => KeyValuePair.Create(tag.Text("Key"), tag.Text("Value"))))
                )
            )
            .ToArray();
        return (tagged, answer.Text("PaginationToken"));
    }

    /// <summary>What the name of a resource ends with.</summary>
    private static string IdOf(string arn) => arn[(arn.LastIndexOfAny([':', '/']) + 1)..];
}
