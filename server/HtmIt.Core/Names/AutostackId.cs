namespace HtmIt.Core.Names;

/// <summary>Identity of an autostack.</summary>
public readonly record struct AutostackId(Guid Value)
{
    public const string Rule = "must have the form autostacks/{uid}, where {uid} is 32 hexadecimal digits";

    private const string Prefix = "autostacks/";

    public string ResourceName => $"{Prefix}{Value:N}";

    public static AutostackId New() => new(Guid.NewGuid());

    public static bool TryParse(string name, out AutostackId id)
    {
        id = default;
        // The length, because parsing passes over white space.
        if (
            name.Length != Prefix.Length + 32
            || !name.StartsWith(Prefix, StringComparison.Ordinal)
            || !Guid.TryParseExact(name.AsSpan(Prefix.Length), "N", out var guid)
        )
        {
            return false;
        }
        id = new(guid);
        return true;
    }

    public override string ToString() => Value.ToString("N");
}
