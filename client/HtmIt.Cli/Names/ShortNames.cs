using HtmIt.Cli.Errors;
using HtmIt.Client;

namespace HtmIt.Cli.Names;

/// <summary>Finds what the server named itself by a beginning of its id, as narrow screens show it.</summary>
internal static class ShortNames
{
    /// <summary>What a user may give instead of a name.</summary>
    public const string Form = "or a beginning of its id that no other has";

    // As the server makes them; what is as long is no beginning of one.
    private const int WholeLength = 32;

    private const int ShownAlternatives = 5;

    public static Task<string> FindIncidentAsync(IHtmItClient client, string text, CancellationToken cancellationToken) =>
        FindAsync(
            text,
            "incidents/",
            () =>
                client
                    .Incidents.ListAsync(new ListIncidentsOptions { MinSeverity = 0 }, cancellationToken)
                    .Select(incident => incident.Name),
            cancellationToken
        );

    public static Task<string> FindAnnotationAsync(IHtmItClient client, string text, CancellationToken cancellationToken) =>
        FindAsync(
            text,
            "annotations/",
            () => client.Annotations.ListAsync(new ListAnnotationsOptions(), cancellationToken).Select(annotation => annotation.Name),
            cancellationToken
        );

    /// <summary>Of all devices, without their counting as in use for it.</summary>
    public static Task<string> FindNotificationAsync(IHtmItClient client, string text, CancellationToken cancellationToken) =>
        FindAsync(
            text,
            "",
            () =>
                client
                    .Devices.ListAsync(cancellationToken)
                    .SelectMany(device =>
                        client
                            .Devices[device.Name]
                            .ListNotificationsAsync(
                                new ListNotificationsOptions
                                {
                                    IncludeHandled = true,
                                    Peek = true,
                                    StartTime = DateTimeOffset.UnixEpoch,
                                },
                                cancellationToken
                            )
                    )
                    .Select(notification => notification.Name),
            cancellationToken
        );

    /// <summary>Whether a text can be the beginning of an id.</summary>
    public static bool IsBeginning(string text) => text.Length is > 0 and < WholeLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The one of these that a beginning names, or null for none.</summary>
    /// <exception cref="CliException">Several begin so.</exception>
    public static string? One(string text, IReadOnlyList<string> names) =>
        names.Where(name => Begins(name, text)).ToList() switch
        {
            [] => null,
            [var one] => one,
            var found => throw new CliException(
                $"The names of {found.Count} begin with '{text}': {string.Join(", ", found.Take(ShownAlternatives))}"
                    + $"{(found.Count > ShownAlternatives ? $" and {found.Count - ShownAlternatives} more" : "")}. Give more of it."
            ),
        };

    /// <summary>The whole name. Whether there is something of a whole one is for the server to say.</summary>
    private static async Task<string> FindAsync(
        string text,
        string collection,
        Func<IAsyncEnumerable<string>> list,
        CancellationToken cancellationToken
    )
    {
        if (!IsBeginning(text[(text.LastIndexOf('/') + 1)..]))
        {
            return text;
        }

        var names = await list().ToListAsync(cancellationToken);
        return names.Find(name => name == text || name == collection + text)
            ?? One(text, names)
            ?? (text.Contains('/', StringComparison.Ordinal) ? text : collection + text);
    }

    /// <summary>Whether a name, or its id, begins with a text.</summary>
    public static bool Begins(string name, string text) =>
        text.Contains('/', StringComparison.Ordinal)
            ? name.StartsWith(text, StringComparison.Ordinal)
            : name.AsSpan(name.LastIndexOf('/') + 1).StartsWith(text);
}
