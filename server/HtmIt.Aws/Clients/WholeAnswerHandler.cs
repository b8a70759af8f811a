namespace HtmIt.Aws.Clients;

/// <summary>Reads an answer to its end before it is handed on: the SDK reads bodies without a time limit, so that a connection that hangs in
/// the middle of one would hang its caller forever.</summary>
internal sealed class WholeAnswerHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
