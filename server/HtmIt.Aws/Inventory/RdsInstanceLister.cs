using System.Xml.Linq;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Databases of RDS; as large as their allocated storage.</summary>
internal sealed class RdsInstanceLister(QueryCalls calls)
    : QueryLister(calls, QueryService.Rds, AwsAction.DescribeDBInstances, "DBInstances", "Marker")
{
    public override AwsResourceType Type => AwsResourceType.RdsInstance;

    protected override IReadOnlyList<string> NotFoundCodes => ["DBInstanceNotFound", "DBInstanceNotFoundFault"];

    protected override void Select(QueryForm form, string id) => form.With("DBInstanceIdentifier", id);

    protected override AwsResource? ToResource(AwsScope scope, XElement element)
    {
        var database = new AwsResource(Type, scope.Region, element.Text("DBInstanceIdentifier"))
        {
            ProviderState = element.Text("DBInstanceStatus"),
            Size = element.Number("AllocatedStorage"),
        };
        return database.With(Tags.Of(element.List("TagList")));
    }
}
