namespace HtmIt.Cli.Rendering;

/// <summary>Beginnings of names of the server's making, long enough to tell those of one list apart.</summary>
internal static class ShortIds
{
    /// <summary>Also where fewer would do: a list of today is typed from tomorrow, when there is more.</summary>
    public const int LeastLength = 8;

    /// <summary>The names without their collections, and of the rest the first characters. Those that would not get shorter stay.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> names)
    {
        var ids = names.Select(IdOf).ToList();
        var sorted = ids.Distinct().Order(StringComparer.Ordinal).ToList();
        var length = LeastLength;
        foreach (var (one, next) in sorted.Zip(sorted.Skip(1)))
        {
            length = Math.Max(length, one.Zip(next).TakeWhile(pair => pair.First == pair.Second).Count() + 1);
        }

        return [.. ids.Select(id => id.Length > length ? id[..length] : id)];
    }

    /// <summary>What stands behind the collections.</summary>
    public static string IdOf(string name) => name[(name.LastIndexOf('/') + 1)..];
}
