using HtmIt.Core.Aws;

namespace HtmIt.Aws.Clients;

/// <summary>Ends a listing that AWS, or what answers in its place, would never end: a token that was given before leads in a circle, and no
/// listing that this service asks for has as many pages as <see cref="MostPages"/>.</summary>
/// <param name="what">Service and operation, for messages.</param>
/// <param name="log">Tells it, once for each listing that is ended.</param>
internal sealed class PageGuard(string what, AwsScope scope, EndlessPages log)
{
    /// <summary>Pages hold a hundred resources at the least.</summary>
    public const int MostPages = 2_000;

    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);

    /// <summary>The token of the page to ask for next; null after the last one.</summary>
    /// <exception cref="AwsException">There is no end in sight.</exception>
    public string? Next(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }
        if (!_tokens.Add(token))
        {
            throw Endless($"page {_tokens.Count + 1} names a page as its next one that was read already");
        }
        return _tokens.Count < MostPages ? token : throw Endless($"there is another page after {MostPages}, the most that are read");
    }

    private AwsException Endless(string why)
    {
        var message = $"{what} in {scope} does not end: {why}";
        log.Tell(what, scope, message);
        return new(AwsFault.Unavailable, message);
    }
}
