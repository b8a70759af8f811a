using HtmIt.Core.Names;

namespace HtmIt.Core.Tests.Names;

/// <summary>Keys of custom metrics.</summary>
internal static class Keys
{
    /// <summary>Few characters, so that random texts come near each other; those among them that mean something somewhere.</summary>
    private const string Characters = "ab{}\",=;\\n 😀é";

    private const string KeyStarts = "aB_";
    private const string KeyCharacters = "aB_1.:/-";

    public static MetricKey Of(string name, params (string Key, string Value)[] labels) =>
        new(name, MetricLabels.Of(labels.Select(label => KeyValuePair.Create(label.Key, label.Value))));

    /// <summary>A key that keeps all rules.</summary>
    public static MetricKey Random(Random random)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = random.Next(4); i > 0; i--)
        {
            labels[Text(random, KeyStarts, 1) + Text(random, KeyCharacters, random.Next(3))] = Text(random, Characters, random.Next(1, 4));
        }
        var name = Text(random, Characters, random.Next(1, 5)).Replace(' ', '_');
        var key = new MetricKey(name, MetricLabels.Of(labels));
        return MetricKeyRules.Check(key, Core.Errors.FieldPath.Proto("")) is null ? key : Random(random);
    }

    private static string Text(Random random, string characters, int length)
    {
        var runes = characters.EnumerateRunes().ToArray();
        return string.Concat(Enumerable.Range(0, length).Select(_ => runes[random.Next(runes.Length)].ToString()));
    }
}
