using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using HtmIt.Common;
using HtmIt.PrivatePostgres;
using HtmIt.Server.Listeners;
using HtmIt.Server.Settings;
using HtmIt.Storage.Schema;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace HtmIt.Server.Hosting;

/// <summary>The process: settings, database, migration, server, and everything stopped in the opposite order.</summary>
internal static partial class ServerProgram
{
    /// <summary>Settings are read once. To see them change, the host would watch the folder it was started in, with all that is below: a home,
    /// a whole machine.</summary>
    private const string NoReload = "--hostBuilder:reloadConfigOnChange=false";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--help"] or ["-h"])
        {
            Console.WriteLine(CommandLine.Usage);
            return 0;
        }
        if (CommandLine.Parse(args, out var complaint) is not { } settings)
        {
            await Console.Error.WriteLineAsync(HarmlessText.Of($"htmit: {complaint} See --help."));
            return ServerStartException.Usage;
        }
        try
        {
            await ServeAsync(settings);
            return 0;
        }
        catch (Exception fault) when (Complaint(fault) is { } message)
        {
            foreach (var line in message.Split('\n'))
            {
                await Console.Error.WriteLineAsync(HarmlessText.Of($"htmit: {line}"));
            }
            return fault is ServerStartException { ExitCode: var code } ? code : ServerStartException.Failed;
        }
    }

    /// <summary>What the operator can mend; null for all else.</summary>
    private static string? Complaint(Exception fault) =>
        fault switch
        {
            ServerStartException or EmbeddedPostgresException or UnsafeDatabaseException or OutdatedDatabaseException => fault.Message,
            OptionsValidationException options => string.Join(
                '\n',
                options.Failures.Select(failure => Plain(options.OptionsType, failure)).Distinct()
            ),
            AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) => string.Join(
                '\n',
                several.InnerExceptions.Select(Complaint).Distinct()
            ),
            // A setting that is no number, or none of the names there are.
            InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => fault.Message,
            DbException => $"the database can't be used: {fault.Message}",
            // As EF Core wraps what might pass.
            InvalidOperationException { InnerException: DbException inner } => Complaint(inner),
            InvalidDataException { InnerException: FormatException } => BrokenFile(fault),
            IOException or UnauthorizedAccessException => fault.Message,
            _ => null,
        };

    /// <summary>A file of settings that can't be understood.</summary>
    private static string BrokenFile(Exception fault)
    {
        var line = fault.GetBaseException() is JsonException { LineNumber: { } before } ? $" in line {before + 1}" : "";
        return QuotedPath.Match(fault.Message) is { Success: true } match
            ? $"{match.Groups["path"].Value} is no JSON: look{line}."
            : fault.Message;
    }

    [GeneratedRegex("'(?<path>.+)'", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedPath { get; }

    /// <summary>A failure without the words that the framework puts before ours, and with the setting that it is about.</summary>
    private static string Plain(Type options, string failure)
    {
        if (AnnotationFailure.Match(failure) is not { Success: true } match)
        {
            return failure;
        }
        var (member, text) = (match.Groups["member"].Value, match.Groups["text"].Value);
        var section = options.GetField("Section")?.GetRawConstantValue();
        return member.Length == 0 || section is null ? text : $"{section}:{member}: {text}";
    }

    [GeneratedRegex("members: '(?<member>[^']*)' with the error: '(?<text>.*)'\\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex AnnotationFailure { get; }

    private static async Task ServeAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [NoReload] });
        builder.Configuration.AddInMemoryCollection(settings);
        SettingsCheck.ThrowIfAnyIsWrong(builder.Configuration);
        ConfigureLogging(builder.Logging);
        var options = builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new();
        ListenPorts.Take(options).Dispose();
        using var logging = LoggerFactory.Create(ConfigureLogging);
        using var early = new EarlyStop();
        await using var database = await StartDatabaseAsync(options, logging.CreateLogger<EmbeddedPostgres>(), early.Token);
        var connectionString = database?.ConnectionString ?? options.ConnectionString!;
        await MigrateAsync(connectionString, early.Token);

        // Again, and kept: meanwhile another program may have come.
        using var ports = ListenPorts.Take(options);
        builder.Services.AddSingleton(ports);
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = address => ports.Give(address));
        var addresses = ServerHost.Configure(builder, options, connectionString);
        await using var app = builder.Build();
        // By itself it would be done in the host's start, which says what it fails of with a stack trace.
        app.Services.GetService<IStartupValidator>()?.Validate();
        ServerHost.Map(app);
        await app.Services.GetRequiredService<DatabaseSafetyCheck>().ExecuteAsync(early.Token);
        await app.StartAsync(early.Token);
        early.HandOver();
        Console.WriteLine($"htmit: ready {addresses}");
        await app.WaitForShutdownAsync();
    }

    private static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await Migrator.MigrateAsync(connectionString, cancellationToken);
                return;
            }
            catch (ArgumentException fault)
            {
                // The text of a whole that is none is about characters; that of a part names it.
                var reason = fault.Message.StartsWith("Format of", StringComparison.Ordinal) ? "" : $": {fault.Message.TrimEnd('.')}";
                throw new ServerStartException(
                    $"--connection-string can't be understood{reason}. It looks like 'Host=db.example.com;Username=htmit;Database=htmit'."
                );
            }
            catch (Exception fault)
                when (DatabaseStart.IsUnderWay(fault) && TimeProvider.System.GetElapsedTime(began) < DatabaseStart.Longest)
            {
                // It started together with us, or replays its log after a crash.
                await Task.Delay(DatabaseStart.Pause, TimeProvider.System, cancellationToken);
            }
        }
    }

    private static async Task<EmbeddedPostgres?> StartDatabaseAsync(
        ServerOptions options,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        if (!string.IsNullOrEmpty(options.ConnectionString))
        {
            return null;
        }
        var embedded = new EmbeddedPostgresOptions();
        if (!string.IsNullOrEmpty(options.DataDir))
        {
            embedded.DataDirectory = options.DataDir;
        }
        if (File.Exists(embedded.DataDirectory))
        {
            throw new ServerStartException($"--data-dir {embedded.DataDirectory}: that is a file; name a folder, which need not exist.");
        }
        try
        {
            return await EmbeddedPostgres.StartAsync(embedded, logger, TimeProvider.System, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(
                $"--data-dir {embedded.DataDirectory}: the folder can't be made or used here ({fault.Message.TrimEnd('.')})."
            );
        }
    }

    /// <summary>Standard output is for the ready line; the log goes to standard error.</summary>
    internal static void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.AddConsole(console =>
        {
            console.FormatterName = LogLineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        logging.Services.AddSingleton<ConsoleFormatter>(new LogLineFormatter(TimeProvider.System, isColored: !Console.IsErrorRedirected));
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Orleans", LogLevel.Warning);
        // In its first seconds it takes the time since the machine's start for a hang.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        logging.AddFilter("Polly", LogLevel.Warning);
        logging.AddFilter("Grpc", LogLevel.Warning);
    }
}
