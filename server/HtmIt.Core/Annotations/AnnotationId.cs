namespace HtmIt.Core.Annotations;

/// <summary>Identity of an annotation.</summary>
public readonly record struct AnnotationId(Guid Value)
{
    public const string Rule = "must have the form annotations/{uid}, where {uid} is 32 hexadecimal digits";

    public const string UidRule = "must be 32 lower-case hexadecimal digits";

    private const string Prefix = "annotations/";

    public string ResourceName => $"{Prefix}{Value:N}";

    public static AnnotationId New() => new(Guid.NewGuid());

    /// <summary>Takes an id that a client has chosen.</summary>
    public static bool TryParseUid(string uid, out AnnotationId id) => TryParse(Prefix + uid, out id) && !uid.Any(char.IsAsciiLetterUpper);

    public static bool TryParse(string name, out AnnotationId id)
    {
        // The length, because parsing passes over white space.
        var isName = name.Length == Prefix.Length + 32 && name.StartsWith(Prefix, StringComparison.Ordinal);
        var guid = Guid.Empty;
        isName = isName && Guid.TryParseExact(name.AsSpan(Prefix.Length), "N", out guid);
        id = new(guid);
        return isName;
    }
}
