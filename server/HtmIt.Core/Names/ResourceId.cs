using System.Security.Cryptography;

namespace HtmIt.Core.Names;

/// <summary>Identity of a resource: the first half of SHA-256 over the account that it is collected with and its text, so that the same id at
/// AWS in two accounts is two resources. The database makes the same by itself for each metric (its function <c>resource_id</c>), so the layout
/// never changes.</summary>
public readonly record struct ResourceId(Guid Value)
{
    public const string Rule = "must have the form resources/{id}, where {id} is 32 hexadecimal digits";

    private const string Prefix = "resources/";

    public string ResourceName => UidName.Write(Prefix, Value);

    /// <param name="account">Name of a configured account; empty for the default credentials and for what clients hand in.</param>
    /// <param name="resource">The thing measured, as its metrics have it.</param>
    public static ResourceId Of(string account, string resource)
    {
        var bytes = new byte[HashedText.SizeOf(account) + HashedText.SizeOf(resource)];
        HashedText.Write(bytes, HashedText.Write(bytes, 0, account), resource);
        return new(new Guid(SHA256.HashData(bytes).AsSpan(0, 16), bigEndian: true));
    }

    public static bool TryParse(string name, out ResourceId id)
    {
        var isName = UidName.TryParse(Prefix, name, out var uid);
        id = new(uid);
        return isName;
    }

    public override string ToString() => Value.ToString("N");
}
