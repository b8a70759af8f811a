namespace HtmIt.PrivatePostgres;

/// <summary>The settings the private cluster runs with, written to a file of their own at each start.</summary>
internal static class ClusterSettings
{
    public const string FileName = "htmit.conf";

    public const int Port = 5432;

    /// <summary>
    /// Durable (an acknowledged sample survives a power cut), reachable only through its socket, and modest in memory: it shares the
    /// machine with the server and with whatever else is watched.
    /// </summary>
    public static string For(string socketDirectory) =>
        $"""
            # Written by HtmIt at each start; changes are lost.
            listen_addresses = ''
            unix_socket_directories = {QuotedInList(socketDirectory)}
            unix_socket_permissions = 0700
            port = {Port}
            max_connections = 60
            shared_buffers = 128MB
            work_mem = 8MB
            maintenance_work_mem = 64MB
            fsync = on
            synchronous_commit = on
            wal_compression = on
            max_wal_size = 1GB
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_checkpoints = off

            """;

    // A list of names inside a string: each level has its own quotes, doubled where they occur.
    private static string QuotedInList(string value) =>
        $"'\"{value.Replace("\"", "\"\"", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}\"'";
}
