using System.Net;
using System.Net.Sockets;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Testing.Aws;

/// <summary>A fake AWS over HTTP, moto, as a process of its own. One serves a whole test run; each fixture begins with an empty one. Those that
/// run beside others start their own.</summary>
public sealed class MotoServer : IAsyncDisposable
{
    /// <summary>The environment variable with the path of <c>moto_server</c>.</summary>
    public const string ProgramVariable = "HTMIT_MOTO_SERVER";

    private const string Missing =
        $"moto_server was not found, so nothing was tested against a fake AWS: install it with \"pip install 'moto[server]'\", "
        + $"or name it with {ProgramVariable}.";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static MotoServer? _shared;

    private readonly ManagedProcess _process;
    private readonly HttpClient _http = new();

    private MotoServer(ManagedProcess process, Uri url)
    {
        _process = process;
        Url = url;
    }

    /// <summary>Where every service of AWS is served.</summary>
    public Uri Url { get; }

    /// <summary>The one of this run, empty. Where there is no moto the test is ignored, and fails in CI.</summary>
    public static async Task<MotoServer> EmptyAsync(CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            _shared ??= await StartAsync(cancellationToken);
        }
        finally
        {
            Gate.Release();
        }
        await _shared.ResetAsync(cancellationToken);
        return _shared;
    }

    /// <summary>A further one, to be disposed. Where there is no moto the test is ignored, and fails in CI.</summary>
    public static async Task<MotoServer> StartAsync(CancellationToken cancellationToken)
    {
        var program = Find();
        if (program is null && Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(Missing);
        }
        if (program is null)
        {
            await TestContext.Progress.WriteLineAsync(Missing);
            Assert.Ignore(Missing);
        }
        var port = FreePort();
        var arguments = new[] { "-H", "127.0.0.1", "-p", port.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        var process = ManagedProcess.StartCommand(program!, arguments);
        var server = new MotoServer(process, new($"http://127.0.0.1:{port}/"));
        await server.ReadyAsync(cancellationToken);
        return server;
    }

    /// <summary>Ends the one of this run, if it was started.</summary>
    public static async Task StopSharedAsync()
    {
        if (_shared is { } shared)
        {
            _shared = null;
            await shared.DisposeAsync();
        }
    }

    /// <summary>Forgets everything.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsync(new Uri(Url, "moto-api/reset"), null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What to fill one region with.</summary>
    public MotoRegion Region(string region) => new(_http, Url, region);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(StartTimeout);
        while (true)
        {
            try
            {
                await ResetAsync(late.Token);
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, late.Token);
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
            {
                throw new InvalidOperationException($"moto_server did not start:\n{_process.Output}", fault);
            }
        }
    }

    /// <summary>Programs before the shims of version managers: a shim runs only while the right version is chosen.</summary>
    private static string? Find()
    {
        const string Name = "moto_server";
        var given = Environment.GetEnvironmentVariable(ProgramVariable);
        var versions = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pyenv", "versions");
        var candidates = new[] { given, Path.Combine(Checkout.Root, "artifacts", "moto", "bin", Name) }
            .Concat(
                Directory.Exists(versions) ? Directory.GetDirectories(versions).Select(version => Path.Combine(version, "bin", Name)) : []
            )
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, Name)));
        return candidates.FirstOrDefault(File.Exists);
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
