using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Paging;

/// <summary>A page token: the last key, and a hash of the request it belongs to, so that another request cannot use it.</summary>
public static class PageToken
{
    private const int LongestToken = 4_096;

    public static string Write<TKey>(TKey key, string request) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Content<TKey>(Hash(request), key)));

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
            throw DomainErrors.PageTokenMismatch(token);
        }
        try
        {
            var content = JsonSerializer.Deserialize<Content<TKey>>(Base64Url.DecodeFromChars(token));
            return content is not null && content.Request == Hash(request) ? content.Key : throw DomainErrors.PageTokenMismatch(token);
        }
        catch (JsonException)
        {
            throw DomainErrors.PageTokenMismatch(token);
        }
    }

    private static string Hash(string request) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(request)).AsSpan(0, 8));

    private sealed record Content<TKey>(string Request, TKey Key);
}
