namespace HtmIt.Aws.Clients;

/// <summary>Reads an answer to its end before it is handed on, within one time limit and up to one size. The SDK reads bodies without one, so that a connection
/// that hangs in the middle of an answer would hang its caller forever; and what it throws when a limit of its own is over cannot always
/// be told from a broken connection. The date of each answer sets AWS's clock.</summary>
internal sealed class WholeAnswerHandler(HttpMessageHandler inner, TimeSpan limit, AwsClock clock) : DelegatingHandler(inner)
{
    /// <summary>Several times what the largest page of CloudWatch takes. Whatever answers with more is not AWS.</summary>
    private const long LargestAnswer = 64 * 1_024 * 1_024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            var sent = clock.GetTimestamp();
            response = await base.SendAsync(request, either.Token);
            if (response.Headers.Date is { } date)
            {
                clock.Heed(date, sent);
            }
            await response.Content.LoadIntoBufferAsync(LargestAnswer, either.Token);
            return response;
        }
        catch
        {
            response?.Dispose();
            if (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // Without its cause: the SDK looks for an answer that ended early in there, and would ask once more, whatever its settings say.
                throw new TimeoutException($"There was no whole answer after {limit.TotalSeconds:0.###} s.");
            }
            throw;
        }
    }
}
