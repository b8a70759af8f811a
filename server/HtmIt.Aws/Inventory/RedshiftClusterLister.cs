using System.Xml.Linq;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Redshift clusters.</summary>
internal sealed class RedshiftClusterLister(QueryCalls calls)
    : QueryLister(calls, QueryService.Redshift, AwsAction.DescribeClusters, "Clusters", "Marker")
{
    public override AwsResourceType Type => AwsResourceType.RedshiftCluster;

    protected override IReadOnlyList<string> NotFoundCodes => ["ClusterNotFound", "ClusterNotFoundFault"];

    protected override void Select(QueryForm form, string id) => form.With("ClusterIdentifier", id);

    protected override AwsResource? ToResource(AwsScope scope, XElement element)
    {
        var cluster = new AwsResource(Type, scope.Region, element.Text("ClusterIdentifier")) { Size = element.Number("NumberOfNodes") };
        return cluster.With(Tags.Of(element.List("Tags")));
    }
}
