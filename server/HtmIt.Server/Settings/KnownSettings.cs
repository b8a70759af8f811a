using System.ComponentModel.DataAnnotations;
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
        return ListenAddress.IsOne(path) ? ListenAddress.Expected(text, path)
            : type == typeof(int) && !int.TryParse(text, CultureInfo.InvariantCulture, out _) ? "a whole number"
            : type == typeof(long) && !long.TryParse(text, CultureInfo.InvariantCulture, out _) ? "a whole number"
            : type == typeof(double) && !double.TryParse(text, CultureInfo.InvariantCulture, out _) ? "a number"
            : type == typeof(bool) && !bool.TryParse(text, out _) ? "true or false"
            : property?.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(Number(text, type))
                ? $"from {Show(range.Minimum)} to {Show(range.Maximum)}"
            : type.IsEnum && !Enum.TryParse(type, text, ignoreCase: true, out _) ? string.Join(" or ", Enum.GetNames(type))
            : null;
    }

    /// <summary>The setting that was probably meant; null when none is like it.</summary>
    public string? Nearest(string path)
    {
        var name = path[(path.LastIndexOf(':') + 1)..];
        return _properties
            .Keys.Select(known => (known, distance: Math.Min(EditDistance.Of(path, known), DistanceOfNames(name, known))))
            .Where(one => one.distance <= Math.Max(2, name.Length / 3))
            .OrderBy(one => one.distance)
            .ThenBy(one => EditDistance.Of(path, one.known))
            .Select(one => one.known)
            .FirstOrDefault();
    }

    private static object? Number(string text, Type type) =>
        type.IsPrimitive ? Convert.ChangeType(text, type, CultureInfo.InvariantCulture) : null;

    private static string Show(object bound) => string.Create(CultureInfo.InvariantCulture, $"{bound:#,0.######}");

    private void Add(string section, Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            _properties[$"{section}:{property.Name}"] = property;
        }
    }

    /// <summary>The right name in a wrong section is a mistake more.</summary>
    private static int DistanceOfNames(string name, string known) => 1 + EditDistance.Of(name, known[(known.LastIndexOf(':') + 1)..]);
}
