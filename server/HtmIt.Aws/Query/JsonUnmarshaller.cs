using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace HtmIt.Aws.Query;

/// <summary>Reads answers in JSON, and errors.</summary>
internal sealed class JsonUnmarshaller<T>(Func<JsonElement, T> read) : ResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(UnmarshallerContext input)
    {
        using var document = JsonDocument.Parse(((JsonUnmarshallerContext)input).Stream);
        return new QueryResponse<T> { Value = read(document.RootElement) };
    }

    public override AmazonServiceException UnmarshallException(
        UnmarshallerContext input,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        var (code, message) = ReadError((JsonUnmarshallerContext)input);
        return new(message, innerException, ErrorType.Unknown, code, null, statusCode);
    }

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream,
        bool maintainResponseBody,
        IWebResponseData response,
        bool isException
    ) => new JsonUnmarshallerContext(responseStream, maintainResponseBody, response, isException);

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream,
        bool maintainResponseBody,
        IWebResponseData response,
        bool isException,
        Amazon.Runtime.IRequestContext requestContext
    ) => new JsonUnmarshallerContext(responseStream, maintainResponseBody, response, isException, requestContext);

    /// <summary>Empty for a body that is none of AWS's, such as a proxy's page.</summary>
    private static (string Code, string Message) ReadError(JsonUnmarshallerContext input)
    {
        try
        {
            using var document = JsonDocument.Parse(input.Stream);
            var error = document.RootElement;
            // With the name of the interface before it, and perhaps an address after it.
            var type = error.Text("__type").Split(':')[0];
            var message = error.Text("message");
            return (type[(type.LastIndexOf('#') + 1)..], message.Length > 0 ? message : error.Text("Message"));
        }
        catch (JsonException)
        {
            return ("", "");
        }
    }
}
