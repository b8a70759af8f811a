using System.Net;
using System.Net.Sockets;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Processes;
using HtmIt.Client;
using HtmIt.Client.Errors;

namespace HtmIt.Cli.Demo;

/// <summary>The server of a demo: one that answers already, or one of its own.</summary>
internal static class DemoServer
{
    private const int GraphitePort = 2003;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Starts a server where none answers. Answers null when one did.</summary>
    public static async Task<ServerProcess?> EnsureAsync(CommandContext context, DemoOptions options, CancellationToken cancellationToken)
    {
        if (await AnswersAsync(context, cancellationToken))
        {
            return null;
        }

        if (!context.Address.IsLoopback)
        {
            throw new CliException($"No server answers at {context.Address}.");
        }

        List<string> arguments =
        [
            "--listen",
            $"127.0.0.1:{context.Address.Port}",
            "--graphite",
            IsFree(GraphitePort) ? $"127.0.0.1:{GraphitePort}" : "off",
            // Who tries it out sends something of his own, and wants to see scores.
            "--HtmIt:AutoMonitor:Names",
            "*",
            "--data-dir",
            options.DataDirectory,
        ];
        return await ServerProcess.StartAsync(arguments, context.Clock, cancellationToken);
    }

    private static async Task<bool> AnswersAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var client = new HtmItClient(context.Address, new HtmItClientOptions { MaxReadAttempts = 1, Deadline = Patience });
        try
        {
            await client.Data.GetProcessingStatisticsAsync(cancellationToken);
            return true;
        }
        catch (ServerUnreachableException)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
