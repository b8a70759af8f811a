using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Paging;

/// <summary>A page token: the last key, and a hash of it and of the request it belongs to, so that another request cannot use it, and no
/// key gets in that the server has not written.</summary>
public static class PageToken
{
    // Three names of 255 characters, six bytes each as JSON escapes them, in Base64.
    private const int LongestToken = 8_192;

    public static string Write<TKey>(TKey key, string request) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Content<TKey>(Hash(key, request), key)));

    /// <summary>The key in a token; default for an empty one.</summary>
    /// <exception cref="DomainException">PageTokenMismatch.</exception>
    public static TKey? Read<TKey>(string token, string request)
    {
        if (token.Length == 0)
        {
            return default;
        }
        if (token.Length > LongestToken || !Base64Url.IsValid(token))
        {
            throw Mismatch(token);
        }
        try
        {
            var content = JsonSerializer.Deserialize<Content<TKey>>(Base64Url.DecodeFromChars(token));
            return content is not null && content.Hash == Hash(content.Key, request) ? content.Key : throw Mismatch(token);
        }
        catch (JsonException)
        {
            throw Mismatch(token);
        }
    }

    private static DomainException Mismatch(string token) =>
        DomainErrors.WithViolations(
            ErrorReason.PageTokenMismatch,
            [FieldViolation.Of("page_token", token, "must be the next_page_token of a response to the same request")]
        );

    private static string Hash<TKey>(TKey key, string request) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{JsonSerializer.Serialize(key)} {request}")).AsSpan(0, 8));

    private sealed record Content<TKey>(string Hash, TKey Key);
}
