using System.Xml.Linq;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Lists a kind of resource of a service that speaks the Query protocol: one action, a list in its answer, a token.</summary>
/// <param name="action">The action that lists, e.g. <c>DescribeDBInstances</c>.</param>
/// <param name="list">Element of the answer that holds the list.</param>
/// <param name="token">The field that names the next page, in the request.</param>
internal abstract class QueryLister(QueryCalls calls, QueryService service, AwsAction action, string list, string token) : IResourceLister
{
    public abstract AwsResourceType Type { get; }

    public virtual string? TaggedAs => null;

    /// <summary>The name of the next page's token in an answer.</summary>
    protected virtual string NextToken => token;

    /// <summary>Error codes that mean: there is no such resource.</summary>
    protected virtual IReadOnlyList<string> NotFoundCodes => [];

    protected QueryCalls Calls => calls;

    protected QueryService Service => service;

    public IAsyncEnumerable<AwsResource> ListAsync(AwsScope scope, ResourceSelection selection, CancellationToken cancellationToken) =>
        Paging.AllAsync(calls.Pages(scope, action), page => ReadAsync(scope, selection, page, cancellationToken), cancellationToken);

    /// <summary>Narrows a request to one resource, where the service can.</summary>
    protected virtual void Select(QueryForm form, string id) { }

    /// <summary>The resource that an item of the list is; null for one of another kind.</summary>
    protected abstract AwsResource? ToResource(AwsScope scope, XElement element);

    /// <summary>Adds what takes a call of its own to one page of resources.</summary>
    /// <param name="elements">What the service says of the page.</param>
    protected virtual Task<IReadOnlyList<AwsResource>> CompleteAsync(
        AwsScope scope,
        IReadOnlyList<AwsResource> page,
        IReadOnlyList<XElement> elements,
        CancellationToken cancellationToken
    ) => Task.FromResult(page);

    private async Task<(IEnumerable<AwsResource>, string?)> ReadAsync(
        AwsScope scope,
        ResourceSelection selection,
        string? page,
        CancellationToken cancellationToken
    )
    {
        var form = new QueryForm(action).WithIfAny(token, page);
        if (selection.Id is { } id)
        {
            Select(form, id);
        }
        try
        {
            var answer = await calls.SendAsync(service, scope, form, cancellationToken);
            var elements = answer.List(list).ToArray();
            var resources = elements.Select(element => ToResource(scope, element)).OfType<AwsResource>().ToArray();
            return (await CompleteAsync(scope, resources, elements, cancellationToken), answer.Text(NextToken));
        }
        catch (AwsException fault) when (fault.Fault == AwsFault.Refused && IsNotFound(fault))
        {
            return ([], null);
        }
    }

    private bool IsNotFound(AwsException fault) =>
        fault.InnerException is Amazon.Runtime.AmazonServiceException { ErrorCode: { } code } && NotFoundCodes.Contains(code);
}
