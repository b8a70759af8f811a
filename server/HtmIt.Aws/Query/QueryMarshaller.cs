using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace HtmIt.Aws.Query;

/// <summary>Writes a form into a request.</summary>
internal sealed class QueryMarshaller(QueryService service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var form = (QueryForm)input;
        var request = new DefaultRequest(form, service.Name)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            OverrideSigningServiceName = service.SigningName,
        };
        request.Parameters["Action"] = form.Action.Name;
        request.Parameters["Version"] = service.Version;
        foreach (var (name, value) in form.Fields)
        {
            request.Parameters[name] = value;
        }
        return request;
    }
}
