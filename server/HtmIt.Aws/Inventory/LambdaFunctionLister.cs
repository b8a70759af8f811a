using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Lambda functions that have tags, or had some: they are only listed to be chosen by them.</summary>
internal sealed class LambdaFunctionLister(ResourceTags tags) : IResourceLister
{
    public AwsResourceType Type => AwsResourceType.LambdaFunction;

    public IAsyncEnumerable<AwsResource> ListAsync(AwsScope scope, ResourceSelection selection, CancellationToken cancellationToken) =>
        tags.ListAsync(scope, "lambda:function", selection.Filters, cancellationToken)
            .Select(one => new AwsResource(Type, scope.Region, one.Key).With(one.Value));
}
