using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace HtmIt.Aws.Query;

/// <summary>Reads answers, and errors, which all services write the same way.</summary>
internal sealed class QueryUnmarshaller<T>(Func<XmlReader, T> read) : ResponseUnmarshaller
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public override AmazonWebServiceResponse Unmarshall(UnmarshallerContext input)
    {
        using var reader = Reader(input);
        return new QueryResponse<T> { Value = read(reader) };
    }

    public override AmazonServiceException UnmarshallException(
        UnmarshallerContext input,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        var (code, message) = ReadError(input);
        return new(message, innerException, ErrorType.Unknown, code, null, statusCode);
    }

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream,
        bool maintainResponseBody,
        IWebResponseData response,
        bool isException
    ) => new XmlUnmarshallerContext(responseStream, maintainResponseBody, response, isException);

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream,
        bool maintainResponseBody,
        IWebResponseData response,
        bool isException,
        Amazon.Runtime.IRequestContext requestContext
    ) => new XmlUnmarshallerContext(responseStream, maintainResponseBody, response, isException, requestContext);

    private static XmlReader Reader(UnmarshallerContext input) => XmlReader.Create(((XmlUnmarshallerContext)input).Stream, Settings);

    /// <summary>Empty for a body that is none of AWS's, such as a proxy's page.</summary>
    private static (string Code, string Message) ReadError(UnmarshallerContext input)
    {
        try
        {
            using var reader = Reader(input);
            var error = reader.ReadToFollowing("Error") ? XmlAnswer.Element(reader) : null;
            return (error?.Text("Code") ?? "", error?.Text("Message") ?? "");
        }
        catch (XmlException)
        {
            return ("", "");
        }
    }
}
