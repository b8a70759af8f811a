using System.Globalization;
using System.Reflection;
using HtmIt.Aws.Settings;
using HtmIt.Core.Ingest;
using HtmIt.Storage.Sql;

namespace HtmIt.Server.Settings;

/// <summary>All settings that there are: the properties of whatever options have a section.</summary>
internal sealed class KnownSettings
{
    private const string SectionField = "Section";

    private static readonly Assembly[] Assemblies =
    [
        typeof(ServerOptions).Assembly,
        typeof(IngestOptions).Assembly,
        typeof(StorageOptions).Assembly,
        typeof(AwsOptions).Assembly,
    ];

    private readonly Dictionary<string, PropertyInfo> _properties = new(StringComparer.OrdinalIgnoreCase);

    public KnownSettings()
    {
        foreach (var type in Assemblies.SelectMany(assembly => assembly.GetTypes()))
        {
            if (type.GetField(SectionField, BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } field)
            {
                Add((string)field.GetRawConstantValue()!, type);
            }
        }
    }

    /// <summary>Whether something reads the setting of this path.</summary>
    public bool Contains(string path)
    {
        if (_properties.ContainsKey(path))
        {
            return true;
        }

        // Below a setting that holds named things, such as accounts: HtmIt:Aws:Accounts:NAME:Profile.
        return path.Split(':') is [var root, var section, var name, _, var property]
            && _properties.TryGetValue($"{root}:{section}:{name}", out var holder)
            && holder.PropertyType is { IsGenericType: true } type
            && type.GetGenericArguments()[^1].GetProperty(property, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
                is not null;
    }

    /// <summary>The names of all settings in the section of a path.</summary>
    public IReadOnlyList<string> Beside(string path)
    {
        var section = path[..(path.LastIndexOf(':') + 1)];
        return
        [
            .. _properties
                .Keys.Where(known => section.Length > 0 && known.StartsWith(section, StringComparison.OrdinalIgnoreCase))
                .Select(known => known[section.Length..])
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What kind of value a setting takes, if the text is none of it.</summary>
    public string? Expects(string path, string text)
    {
        var type = _properties.TryGetValue(path, out var property) ? property.PropertyType : typeof(string);
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(int) && !int.TryParse(text, CultureInfo.InvariantCulture, out _) ? "a whole number"
            : type == typeof(long) && !long.TryParse(text, CultureInfo.InvariantCulture, out _) ? "a whole number"
            : type == typeof(double) && !double.TryParse(text, CultureInfo.InvariantCulture, out _) ? "a number"
            : type == typeof(bool) && !bool.TryParse(text, out _) ? "true or false"
            : type.IsEnum && !Enum.TryParse(type, text, ignoreCase: true, out _) ? string.Join(" or ", Enum.GetNames(type))
            : null;
    }

    /// <summary>The setting that was probably meant; null when none is like it.</summary>
    public string? Nearest(string path)
    {
        var name = path[(path.LastIndexOf(':') + 1)..];
        return _properties
            .Keys.Select(known => (known, distance: Math.Min(Distance(path, known), DistanceOfNames(name, known))))
            .Where(one => one.distance <= Math.Max(2, name.Length / 3))
            .OrderBy(one => one.distance)
            .ThenBy(one => Distance(path, one.known))
            .Select(one => one.known)
            .FirstOrDefault();
    }

    private void Add(string section, Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            _properties[$"{section}:{property.Name}"] = property;
        }
    }

    /// <summary>The right name in a wrong section is a mistake more.</summary>
    private static int DistanceOfNames(string name, string known) => 1 + Distance(name, known[(known.LastIndexOf(':') + 1)..]);

    /// <summary>How many letters have to be added, taken away or changed, whatever their case.</summary>
    internal static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var isSame = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]);
                var change = diagonal + (isSame ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
