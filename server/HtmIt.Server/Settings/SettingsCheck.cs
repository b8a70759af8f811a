using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace HtmIt.Server.Settings;

/// <summary>Refuses settings that nothing reads, for a mistyped one would leave its default in force unseen, and those whose values can't be
/// read.</summary>
internal static class SettingsCheck
{
    private const string Root = "HtmIt";
    private const string LogLevels = "Logging:LogLevel";

    /// <summary>Variables such as HTMIT_DATA_DIR are no settings.</summary>
    private const string OtherVariables = "HTMIT_";

    /// <exception cref="ServerStartException">There is one, or several; each is named in a line.</exception>
    public static void ThrowIfAnyIsWrong(IConfigurationRoot configuration)
    {
        var known = new KnownSettings();
        var wrong = Leaves(configuration.GetSection(Root))
            .Concat(Misspelt(configuration))
            .Select(leaf => (leaf, source: SourceOf(configuration, leaf.Path)))
            .Select(one => (one.source, problem: Problem(one.leaf, NameOf(one.leaf, one.source), known)))
            .Concat(
                Leaves(configuration.GetSection(LogLevels))
                    .Select(leaf => (source: SourceOf(configuration, leaf.Path), problem: NoLogLevel(leaf)))
            )
            .Where(one => one.problem is not null)
            .ToList();
        if (wrong.Count > 0)
        {
            var lines = wrong.Select(one => one.source is null ? one.problem : $"{one.source}: {one.problem}");
            throw new ServerStartException(string.Join('\n', lines))
            {
                ExitCode = wrong.TrueForAll(one => one.source is null) ? ServerStartException.Usage : ServerStartException.Failed,
            };
        }
    }

    /// <summary>As it was given.</summary>
    private static string NameOf(IConfigurationSection leaf, string? source) =>
        (source is null ? CommandLine.OptionOf(leaf.Path) : null) ?? leaf.Path;

    /// <summary>The logs' own settings, which the framework reads.</summary>
    private static string? NoLogLevel(IConfigurationSection leaf) =>
        Enum.TryParse<LogLevel>(leaf.Value, ignoreCase: true, out _)
            ? null
            : $"{leaf.Path}: '{leaf.Value}' is not {string.Join(" or ", Enum.GetNames<LogLevel>())}.";

    private static string? Problem(IConfigurationSection leaf, string name, KnownSettings known)
    {
        if (known.Contains(leaf.Path))
        {
            return known.Expects(leaf.Path, leaf.Value ?? "") is { } kind ? $"{name}: '{leaf.Value}' is not {kind}." : null;
        }

        var beside = known.Beside(leaf.Path);
        return $"there is no setting {leaf.Path}"
            + (
                known.Nearest(leaf.Path) is { } meant ? $". Did you mean {meant}?"
                : beside.Count > 0 ? $"; its section has {string.Join(", ", beside)}."
                : "; docs/operations.md lists them."
            );
    }

    /// <summary>With one underscore where two part section and name, a variable is not below the root.</summary>
    private static IEnumerable<IConfigurationSection> Misspelt(IConfigurationRoot configuration) =>
        configuration
            .GetChildren()
            .Where(child =>
                child.Key.StartsWith($"{Root}_", StringComparison.OrdinalIgnoreCase)
                && !child.Key.StartsWith(OtherVariables, StringComparison.Ordinal)
            );

    private static IEnumerable<IConfigurationSection> Leaves(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        return children.Count > 0 ? children.SelectMany(Leaves)
            : section.Value is null ? []
            : [section];
    }

    /// <summary>Where it was set, for its operator to find it; null for the command line.</summary>
    private static string? SourceOf(IConfigurationRoot configuration, string path) =>
        configuration.Providers.LastOrDefault(provider => provider.TryGet(path, out _)) switch
        {
            EnvironmentVariablesConfigurationProvider => $"environment variable {path.Replace(":", "__", StringComparison.Ordinal)}",
            FileConfigurationProvider file =>
                $"{file.Source.FileProvider?.GetFileInfo(file.Source.Path ?? "").PhysicalPath ?? file.Source.Path}",
            _ => null,
        };
}
