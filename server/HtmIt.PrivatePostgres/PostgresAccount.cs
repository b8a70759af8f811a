using System.Globalization;

namespace HtmIt.PrivatePostgres;

/// <summary>
/// The user PostgreSQL runs as. It refuses to run as root, so root hands it to an ordinary account with <c>setpriv</c>, which replaces
/// itself: no parent process stays in between. Everybody else runs it as himself.
/// </summary>
internal sealed record PostgresAccount(string? Name, int UserId, int GroupId)
{
    public static readonly PostgresAccount CurrentUser = new(null, -1, -1);

    /// <summary>Whether programs have to be started through <see cref="Prefix"/>.</summary>
    public bool IsOther => Name is not null;

    /// <summary>What stands before a command so that it runs as this account.</summary>
    public IReadOnlyList<string> Prefix => IsOther ? ["setpriv", $"--reuid={UserId}", $"--regid={GroupId}", "--clear-groups"] : [];

    /// <summary>The account that runs the cluster in a folder: its owner when there is one already, else the first fitting account.</summary>
    public static async Task<PostgresAccount> ForAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return CurrentUser;
        }

        var accounts = Parse(await File.ReadAllLinesAsync("/etc/passwd", cancellationToken));
        if (Directory.Exists(folder))
        {
            var userId = int.Parse(await StatAsync("%u", folder, cancellationToken), CultureInfo.InvariantCulture);
            if (userId != 0 && accounts.FirstOrDefault(account => account.UserId == userId) is { } existing)
            {
                return existing;
            }
        }

        return accounts.FirstOrDefault(account => account.Name == "postgres")
            ?? accounts.FirstOrDefault(account => account.Name == "nobody")
            ?? throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root and there is neither a user 'postgres' nor a user 'nobody' to run it as; start the server as an ordinary user."
            );
    }

    /// <summary>Whether this account can get at a path: the folders above it may be closed to it.</summary>
    public async Task<bool> CanReachAsync(string path, CancellationToken cancellationToken) =>
        !IsOther || (await HostCommand.RunAsync([.. Prefix, "test", "-x", path], cancellationToken)).Succeeded;

    /// <summary>Lets this account pass through a folder of the server, as its group, and nobody else do anything there.</summary>
    public async Task LetPassAsync(string folder, CancellationToken cancellationToken)
    {
        if (!IsOther)
        {
            UnixDirectory.MakePrivate(folder);
            return;
        }

        // The group first: until then it may be one that others are in.
        var result = await HostCommand.RunAsync(["chgrp", $"{GroupId}", folder], cancellationToken);
        if (!result.Succeeded)
        {
            throw new EmbeddedPostgresException($"'{folder}' could not be opened to the user '{Name}': {result.Tail}");
        }
        UnixDirectory.LetGroupPass(folder);
    }

    /// <summary>Whether nobody but the server, and this account as the group that may pass through, can do anything with a folder.</summary>
    public async Task<bool> IsClosedToOthersAsync(string folder, CancellationToken cancellationToken)
    {
        if (!UnixDirectory.IsOpenToOthers(folder))
        {
            return true;
        }
        return IsOther
            && await StatAsync("%g %a", folder, cancellationToken) == string.Create(CultureInfo.InvariantCulture, $"{GroupId} 710");
    }

    /// <summary>Whether a folder belongs to the user that the server itself runs as.</summary>
    public static async Task<bool> IsResourcesAsync(string folder, CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
        {
            return await StatAsync("%u", folder, cancellationToken) == "0";
        }
        return UnixDirectory.IsOwn(folder);
    }

    /// <summary>Makes this account the owner of a folder and all in it.</summary>
    public async Task TakeOverAsync(string folder, CancellationToken cancellationToken)
    {
        if (!IsOther)
        {
            return;
        }

        var result = await HostCommand.RunAsync(["chown", "-R", $"{UserId}:{GroupId}", folder], cancellationToken);
        if (!result.Succeeded)
        {
            throw new EmbeddedPostgresException($"'{folder}' could not be given to the user '{Name}': {result.Tail}");
        }
    }

    private static async Task<string> StatAsync(string format, string path, CancellationToken cancellationToken) =>
        (await HostCommand.RunAsync(["stat", "-c", format, path], cancellationToken)).Output.Trim();

    private static List<PostgresAccount> Parse(IEnumerable<string> passwd) =>
        [
            .. passwd
                .Select(line => line.Split(':'))
                .Where(fields => fields.Length >= 4)
                .Select(fields => new PostgresAccount(
                    fields[0],
                    int.Parse(fields[2], CultureInfo.InvariantCulture),
                    int.Parse(fields[3], CultureInfo.InvariantCulture)
                )),
        ];
}
