using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HtmIt.Testing.Aws;

namespace HtmIt.Aws.Tests.Clients;

/// <summary>Computes AWS's signature version 4 from a captured request, by its published description and nothing else.</summary>
internal static partial class SignatureV4
{
    /// <summary>The signature in the request, and the one that it should have.</summary>
    public static (string Given, string Right) Of(AwsRequest request, string secret)
    {
        var authorization = Authorization().Match(request.Headers["authorization"]);
        var scope = authorization.Groups["scope"].Value;
        var signed = authorization.Groups["headers"].Value;
        var toSign = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{scope}\n{Hash(Canonical(request, signed))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in scope.Split('/'))
        {
            key = Mac(key, part);
        }
        return (authorization.Groups["signature"].Value, Convert.ToHexStringLower(Mac(key, toSign)));
    }

    public static string Scope(AwsRequest request) => Authorization().Match(request.Headers["authorization"]).Groups["scope"].Value;

    private static string Canonical(AwsRequest request, string signed)
    {
        var headers = signed.Split(';').Select(name => $"{name}:{request.Headers[name].Trim()}\n");
        return $"{request.Method}\n{request.Path}\n\n{string.Concat(headers)}\n{signed}\n{Hash(request.Body)}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    [GeneratedRegex(
        "^AWS4-HMAC-SHA256 Credential=[^/]+/(?<scope>[^,]+), ?SignedHeaders=(?<headers>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$"
    )]
    private static partial Regex Authorization();
}
