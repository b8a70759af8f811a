using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Commands;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Ingest;

/// <summary>A file that is not sent to its end: the command says what is there by then and how to go on.</summary>
public sealed class IngestInterruptionTests
{
    private const string GoOn = "The same command goes on from here: rows that are stored count as success.";

    private readonly FakeStore _store = new();
    private readonly CancellationTokenSource _ending = new();
    private FakeServer _server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var services = new FakeServices { Ingest = _store.ServeAsync };
        services.On<GetProcessingStatisticsRequest, GetProcessingStatisticsResponse>("GetProcessingStatistics", _ => new());
        services.On<CreateModelRequest, CreateModelResponse>(
            "CreateModel",
            _ => new() { Model = new() { Metric = new() { Name = "metrics/1" } } }
        );
        _server = await FakeServer.StartAsync(services);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        _ending.Dispose();
    }

    [TestCase("true", "error: Interrupted: [0-9,]+ rows are stored, but no model was made for them: without one they are not scored.\n")]
    [TestCase("false", "error: Interrupted: [0-9,]+ rows are stored.\n")]
    [CancelAfter(60_000)]
    public async Task RunAsync_FileEndedHalfWay_SaysWhatIsThere(string monitor, string expected, CancellationToken cancellationToken)
    {
        _store.BeforeAcknowledging = _ => _ending.CancelAsync();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, Enumerable.Range(0, 50_000).Select(i => $"{1_767_225_600 + i},1"), cancellationToken);

            var (exitCode, error) = await RunAsync(TextReader.Null, file, "--batch-size", "100", "--monitor", monitor);

            Assert.That(exitCode, Is.EqualTo(130));
            Assert.That(error, Does.Match($"^{expected}{GoOn}"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task RunAsync_PipeEnded_ItsRowsAreStoredAndMonitored(CancellationToken cancellationToken)
    {
        using var input = new EndlessReader("2026-07-01,1\n2026-07-02,2\n2026-07-03,3", _ending);

        var (exitCode, error) = await RunAsync(input, "-", "--metric", "m");

        Assert.That((exitCode, error), Is.EqualTo((130, $"error: Interrupted: 3 rows are stored and monitored.\n{GoOn}\n")));
    }

    private async Task<(int ExitCode, string Error)> RunAsync(TextReader input, params string[] args)
    {
        using var client = _server.CreateClient();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, isInteractive: false, TimeProvider.System) { In = input };
        var command = new IngestCommand();
        var context = new CommandContext(command.Parse(args))
        {
            Client = client,
            Address = _server.Address,
            CommandLine = args,
            Output = new Output(terminal, OutputFormat.Text),
        };
        var exitCode = await Cli.CommandLine.Failures.GuardAsync(
            context.Output,
            _server.Address,
            () => command.RunAsync(context, _ending.Token)
        );
        return (exitCode, error.ToString());
    }

    /// <summary>Has some lines and then no end; the command is ended instead.</summary>
    private sealed class EndlessReader(string text, CancellationTokenSource ending) : StringReader(text)
    {
        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            if (ReadLine() is { } line)
            {
                return ValueTask.FromResult<string?>(line);
            }

            ending.Cancel();
            return new(
                Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
                    .ContinueWith(_ => (string?)null, TaskScheduler.Default)
            );
        }
    }
}
