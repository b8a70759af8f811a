using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace HtmIt.Aws.Query;

/// <summary>Writes JSON into a request.</summary>
internal sealed class JsonMarshaller(QueryService service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var asked = (JsonRequest)input;
        var request = new DefaultRequest(asked, service.Name)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            OverrideSigningServiceName = service.SigningName,
            Content = asked.Body,
        };
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers["X-Amz-Target"] = asked.Target;
        return request;
    }
}
