namespace HtmIt.Core.Names;

/// <summary>Names that are a collection and 32 hexadecimal digits.</summary>
internal static class UidName
{
    public static string Write(string prefix, Guid uid) => $"{prefix}{uid:N}";

    /// <param name="prefix">The collection, with a slash at the end.</param>
    public static bool TryParse(string prefix, string name, out Guid uid)
    {
        uid = default;
        // The length, because parsing passes over white space.
        return name.Length == prefix.Length + 32
            && name.StartsWith(prefix, StringComparison.Ordinal)
            && Guid.TryParseExact(name.AsSpan(prefix.Length), "N", out uid);
    }
}
