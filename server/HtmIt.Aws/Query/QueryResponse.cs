using Amazon.Runtime;

namespace HtmIt.Aws.Query;

/// <summary>An answer that was read.</summary>
internal sealed class QueryResponse<T> : AmazonWebServiceResponse
{
    public T Value { get; init; } = default!;
}
