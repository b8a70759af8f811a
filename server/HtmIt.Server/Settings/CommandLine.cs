namespace HtmIt.Server.Settings;

/// <summary>The command line: options that set <see cref="ServerOptions"/>, and any setting as <c>--Section:Name value</c>.</summary>
internal static class CommandLine
{
    public const string Usage = """
        Usage: htmit serve [options]
          --listen HOST:PORT          where gRPC and JSON are served (default 127.0.0.1:5180)
          --graphite HOST:PORT|off    where Graphite text is taken (default 127.0.0.1:2003)
          --graphite-udp HOST:PORT|off
                                      where Graphite text is taken over UDP (default off)
          --graphite-pickle HOST:PORT|off
                                      where carbon's pickles are taken (default off)
          --data-dir DIR              folder of the private PostgreSQL
          --connection-string TEXT    a PostgreSQL to use instead
          --HtmIt:SECTION:NAME VALUE  any other setting (docs/operations.md)
        """;

    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["--listen"] = $"{ServerOptions.Section}:Listen",
        ["--graphite"] = $"{ServerOptions.Section}:Graphite",
        ["--graphite-udp"] = $"{ServerOptions.Section}:GraphiteUdp",
        ["--graphite-pickle"] = $"{ServerOptions.Section}:GraphitePickle",
        ["--data-dir"] = $"{ServerOptions.Section}:DataDir",
        ["--connection-string"] = $"{ServerOptions.Section}:ConnectionString",
    };

    /// <summary>Settings by their path; null with a complaint when the line is wrong.</summary>
    public static IReadOnlyDictionary<string, string?>? Parse(string[] args, out string complaint)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        complaint = "";
        for (var i = 0; i < args.Length; i++)
        {
            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];
            if (!TryFindPath(name, out var path))
            {
                complaint = Nearest(name) is { } meant
                    ? $"there is no option {name}. Did you mean {meant}?"
                    : $"there is no option {name}.";
                return null;
            }
            if (equals < 0 && ++i == args.Length)
            {
                complaint = $"{name} needs a value.";
                return null;
            }
            settings[path] = equals < 0 ? args[i] : args[i][(equals + 1)..];
        }
        return settings;
    }

    /// <summary>What a setting of the server itself is called on the command line; null for all others.</summary>
    public static string? OptionOf(string path) =>
        Options
            .Where(option => string.Equals(option.Value, path, StringComparison.OrdinalIgnoreCase))
            .Select(option => option.Key)
            .FirstOrDefault();

    private static string? Nearest(string name) =>
        Options
            .Keys.Select(option => (option, distance: EditDistance.Of(name, option)))
            .Where(one => one.distance <= Math.Max(2, (name.Length - 2) / 3))
            .OrderBy(one => one.distance)
            .Select(one => one.option)
            .FirstOrDefault();

    private static bool TryFindPath(string name, out string path)
    {
        if (Options.TryGetValue(name, out path!))
        {
            return true;
        }
        path = name.Length > 2 ? name[2..] : "";
        return name.StartsWith("--", StringComparison.Ordinal) && path.Contains(':', StringComparison.Ordinal);
    }
}
