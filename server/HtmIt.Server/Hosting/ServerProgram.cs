using HtmIt.Storage;
using HtmIt.Storage.Embedded;

namespace HtmIt.Server.Hosting;

/// <summary>The process: settings, database, migration, server, and everything stopped in the opposite order.</summary>
internal static class ServerProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--help"] or ["-h"])
        {
            Console.WriteLine(CommandLine.Usage);
            return 0;
        }
        if (CommandLine.Parse(args, out var complaint) is not { } settings)
        {
            await Console.Error.WriteLineAsync($"htmit: {complaint}\n{CommandLine.Usage}");
            return 2;
        }
        try
        {
            await ServeAsync(settings);
            return 0;
        }
        catch (Exception fault)
            when (fault is ServerStartException or EmbeddedPostgresException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"htmit: {fault.Message}");
            return 1;
        }
        catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"htmit: {fault.Message}");
            return 1;
        }
    }

    private static async Task ServeAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        ConfigureLogging(builder.Logging);
        var options = builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new();
        using var logging = LoggerFactory.Create(ConfigureLogging);
        using var early = new EarlyStop();
        await using var database = await StartDatabaseAsync(options, logging.CreateLogger<EmbeddedPostgres>(), early.Token);
        var connectionString = database?.ConnectionString ?? options.ConnectionString!;
        await Migrator.MigrateAsync(connectionString, early.Token);

        var addresses = ServerHost.Configure(builder, options, connectionString);
        await using var app = builder.Build();
        ServerHost.Map(app);
        await app.StartAsync(early.Token);
        early.HandOver();
        Console.WriteLine($"htmit: ready {addresses}");
        await app.WaitForShutdownAsync();
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
        return await EmbeddedPostgres.StartAsync(embedded, logger, TimeProvider.System, cancellationToken);
    }

    /// <summary>Standard output is for the ready line; the log goes to standard error.</summary>
    private static void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Orleans", LogLevel.Warning);
        // In its first seconds it takes the time since the machine's start for a hang.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        logging.AddFilter("Polly", LogLevel.Warning);
        logging.AddFilter("Grpc", LogLevel.Warning);
    }
}
