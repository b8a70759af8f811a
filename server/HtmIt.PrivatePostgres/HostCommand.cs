using System.Diagnostics;

namespace HtmIt.PrivatePostgres;

/// <summary>What a program that ran to its end left behind.</summary>
internal sealed record HostCommandResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last lines it wrote, for an error message.</summary>
    public string Tail =>
        string.Join(
            " | ",
            (Error + "\n" + Output).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeLast(4)
        );
}

/// <summary>Runs short programs of the host: no shell, so no quoting; no PG* variables of the user, so no surprises.</summary>
internal static class HostCommand
{
    public static async Task<HostCommandResult> RunAsync(
        IReadOnlyList<string> command,
        CancellationToken cancellationToken,
        string workingDirectory = "/",
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = StartInfo(command, workingDirectory, environment);
        using var process = Process.Start(start) ?? throw new EmbeddedPostgresException($"'{command[0]}' did not start.");
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new HostCommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>A start without a shell, with a known locale and without the variables that steer PostgreSQL's programs.</summary>
    public static ProcessStartInfo StartInfo(
        IReadOnlyList<string> command,
        string workingDirectory,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
