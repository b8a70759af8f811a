namespace HtmIt.Core.Names;

/// <summary>Identity of an autostack.</summary>
public readonly record struct AutostackId(Guid Value)
{
    public const string Rule = "must have the form autostacks/{uid}, where {uid} is 32 hexadecimal digits";

    private const string Prefix = "autostacks/";

    public string ResourceName => UidName.Write(Prefix, Value);

    public static AutostackId New() => new(Guid.NewGuid());

    public static bool TryParse(string name, out AutostackId id)
    {
        var isName = UidName.TryParse(Prefix, name, out var uid);
        id = new(uid);
        return isName;
    }

    public override string ToString() => Value.ToString("N");
}
