using Grpc.Core;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>How a command ends that is senseless, or that no server answers as it should.</summary>
public sealed class CommandLineTests : CommandFixture
{
    [TestCase("frobnicate")]
    [TestCase("list")]
    [TestCase("list", "m", "--limit", "many")]
    [TestCase("buckets", "m", "--count", "5", "--width", "60")]
    [TestCase("list", "m", "--from", "lately")]
    [TestCase("status", "--server", "ftp://x")]
    [TestCase("plot", "m", "-o", "m.bmp")]
    [TestCase("ingest", "/no/such/file.csv")]
    [TestCase("ingest", "/dev/null", "--batch-size", "0")]
    [TestCase("ingest", "/dev/null", "--time-zone", "Europe/Nowhere")]
    [TestCase("ingest", "-")]
    [TestCase("ingest", "/dev/null", "--label", "host")]
    [TestCase("ingest", "/dev/null", "--label", "host=a", "--label", "host=b")]
    [TestCase("watch", "--seconds", "-1")]
    [TestCase("rank", "--watch", "--seconds", "NaN")]
    [TestCase("devices", "set", "x", "--quiet-period", "1e300")]
    [TestCase("annotations", "update", "annotations/x")]
    [TestCase("annotations", "add", "web", "hi", "--data", "[]")]
    public async Task RunAsync_SenselessCommandLine_ExitsWith2(params string[] args)
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(null, args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(2));
            Assert.That(error, Is.Not.Empty);
        }
    }

    [TestCase("--output = 'xml': must be text or json. See htmit status --help.", "status", "--output", "xml")]
    [TestCase("--order = 'up': must be asc or desc. See htmit list --help.", "list", "m", "--order", "up")]
    [TestCase("--limit = '-1': must be 0 or more. See htmit list --help.", "list", "m", "--limit", "-1")]
    [TestCase("--limit = '-1': must be 0 or more. See htmit rank --help.", "rank", "--limit", "-1")]
    [TestCase(
        "--from and --to say where the window ends: leave out --newest. See htmit rank --help.",
        "rank",
        "--to",
        "2026-01-01",
        "--newest"
    )]
    [TestCase("DEVICE is missing: htmit devices set DEVICE. See htmit devices set --help.", "devices", "set")]
    [TestCase("htmit list has no option -o. Did you mean --order or --output? See htmit list --help.", "list", "m", "-o", "json")]
    [TestCase("htmit list has no option -z. See htmit list --help.", "list", "m", "-z")]
    [TestCase("--limit needs a value. See htmit list --help.", "list", "m", "--limit")]
    [TestCase("--limit = 'many': must be a whole number. See htmit list --help.", "list", "m", "--limit", "many")]
    [TestCase("--min-surprise = 'x': must be a number. See htmit watch --help.", "watch", "--min-surprise", "x")]
    [TestCase("There is no command 'wacth'. Did you mean htmit watch? See htmit --help.", "wacth", "m")]
    [TestCase("There is no command 'lst'. Did you mean htmit models list? See htmit models --help.", "models", "lst")]
    [TestCase("htmit watch has no option --secnds. Did you mean --seconds? See htmit watch --help.", "watch", "m", "--secnds", "3")]
    [TestCase(
        "htmit list has no option --min-surprize. Did you mean --min-surprise? See htmit list --help.",
        "list",
        "--min-surprize",
        "2"
    )]
    [TestCase(
        "htmit devices set has no option --sev. Did you mean --severity? See htmit devices set --help.",
        "devices",
        "set",
        "a",
        "--sev=4"
    )]
    [TestCase("htmit status has no option --frobnicate. See htmit status --help.", "status", "--frobnicate")]
    [TestCase("'more' is more than htmit status takes. See htmit status --help.", "status", "more")]
    public async Task RunAsync_WrongArgument_SaysSoInOneLine(string expected, params string[] args)
    {
        var result = await CliRunner.RunAsync(null, args);

        Assert.That(result, Is.EqualTo((2, "", $"error: {expected}{Environment.NewLine}")));
    }

    [Test]
    public async Task RunAsync_WrongArgumentWithJson_SaysSoInJson()
    {
        var (exitCode, output, error) = await CliRunner.RunAsync(null, "list", "m", "--limit", "-1", "--output", "JSON");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((exitCode, output), Is.EqualTo((2, "")));
            Assert.That(Parse(error).GetProperty("error").GetProperty("message").GetString(), Does.StartWith("--limit = '-1': "));
        }
    }

    [TestCase("devices"), TestCase("resources"), TestCase("metrics"), TestCase("models"), TestCase("autostacks")]
    public async Task RunAsync_GroupAlone_Lists(string group)
    {
        await using var server = await FakeServer.StartAsync(interceptor: new HostileServer("m", refuses: false));

        var alone = await CliRunner.RunAsync(server.Address, group);
        var listed = await CliRunner.RunAsync(server.Address, group, "list");

        Assert.That((alone.ExitCode, alone.Out), Is.EqualTo((0, listed.Out)), alone.Error);
    }

    [Test]
    public async Task RunAsync_GroupThatListsNothing_ShowsItsCommands()
    {
        var text = await CliRunner.RunAsync(null, "incidents");
        var json = await CliRunner.RunAsync(null, "incidents", "--output", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((text.ExitCode, text.Error), Is.EqualTo((2, "")));
            Assert.That(text.Out, Does.Contain("watch"));
            Assert.That((json.ExitCode, json.Out), Is.EqualTo((2, "")));
            Assert.That(Parse(json.Error).GetProperty("error").GetProperty("message").GetString(), Does.Contain("htmit incidents"));
        }
    }

    [Test]
    public async Task Watch_NameThatLooksLikeAnOption_IsTakenAfterDashes()
    {
        var (_, _, error) = await CliRunner.RunAsync(null, "watch", "--server", "127.0.0.1:1", "--", "--odd");

        Assert.That(error, Does.StartWith("error: UNAVAILABLE"));
    }

    [Test]
    public async Task RunAsync_AddressWithAPath_ExitsWith2()
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(null, "status", "--server", "http://127.0.0.1:5180/v1");

        Assert.That(
            (exitCode, error.Trim()),
            Is.EqualTo((2, "error: 'http://127.0.0.1:5180/v1' is not an address such as http://127.0.0.1:5180. See htmit status --help."))
        );
    }

    [Test]
    public async Task RunAsync_FailureOfTheTransport_HasItsCodeAsTheContractSpellsIt()
    {
        Services.On<GetMetricRequest, GetMetricResponse>(
            "GetMetric",
            _ => throw new RpcException(new Status(StatusCode.DeadlineExceeded, "late"))
        );

        var (_, _, error) = await CliRunner.RunAsync(Server.Address, "metrics", "get", "cpu", "--output", "json");

        Assert.That(Parse(error).GetProperty("error").GetProperty("reason").GetString(), Is.EqualTo("DEADLINE_EXCEEDED"));
    }

    [Test, NonParallelizable]
    public async Task RunAsync_SenselessAddressInTheEnvironment_ExitsWith2()
    {
        Environment.SetEnvironmentVariable("HTMIT_SERVER", ":::x");
        try
        {
            var (exitCode, _, error) = await CliRunner.RunAsync(null, "status");

            Assert.That(
                (exitCode, error.Trim()),
                Is.EqualTo((2, "error: ':::x' is not an address such as http://127.0.0.1:5180. See htmit status --help."))
            );
        }
        finally
        {
            Environment.SetEnvironmentVariable("HTMIT_SERVER", null);
        }
    }

    [Test]
    public async Task RunAsync_CallFails_ExitsWith1AndNamesTheReason()
    {
        Services.On<GetMetricRequest, GetMetricResponse>(
            "GetMetric",
            request => throw Failures.Create(StatusCode.NotFound, ErrorReasons.MetricNotFound, ("metric", request.Key.MetricName))
        );
        Services.On<ListMetricsRequest, ListMetricsResponse>("ListMetrics", _ => new());

        var text = await CliRunner.RunAsync(Server.Address, "list", "nope");
        var json = await CliRunner.RunAsync(Server.Address, "list", "nope", "--output", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.ExitCode, Is.EqualTo(1));
            Assert.That(text.Error, Is.EqualTo($"error: METRIC_NOT_FOUND: failed with METRIC_NOT_FOUND{Environment.NewLine}"));
            Assert.That(Parse(json.Error).GetProperty("error").GetProperty("reason").GetString(), Is.EqualTo("METRIC_NOT_FOUND"));
            Assert.That(
                Parse(json.Error).GetProperty("error").GetProperty("metadata").GetProperty("metric").GetString(),
                Is.EqualTo("nope")
            );
        }
    }

    [TestCase("status")]
    [TestCase("watch", "--seconds", "5")]
    [TestCase("rank", "--watch", "--seconds", "5")]
    [TestCase("notifications", "watch", "ops", "--seconds", "5")]
    public async Task RunAsync_NoServer_ExitsWith1AndNamesTheAddress(params string[] args)
    {
        await Server.DisposeAsync();

        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, args);

        Assert.That(
            (exitCode, error.Trim()),
            Is.EqualTo(
                (
                    1,
                    $"error: UNAVAILABLE: The server can't be reached: Connection refused ({Server.Address.Authority}). \"htmit serve\" starts a server; --server, or $HTMIT_SERVER, names another."
                )
            )
        );
    }

    [TestCase("status")]
    [TestCase("watch", "--seconds", "5")]
    public async Task RunAsync_ServerOfAnotherRevision_ExitsWith1AndASentence(params string[] args)
    {
        Services.Revision = _ => Task.FromResult(ContractRevision.Current + 1);

        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, args);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(
            error.Trim(),
            Does.EndWith(
                    $"speaks revision {ContractRevision.Current + 1} of the contract and this client revision {ContractRevision.Current}; "
                        + "use a server and a client of the same release."
                )
                .And.Not.Contain("\n")
        );
    }

    [Test]
    public async Task Export_NoServer_LeavesNoFile()
    {
        await Server.DisposeAsync();

        var (exitCode, _, _) = await CliRunner.RunAsync(Server.Address, "export", "-o", Path.Combine(Folder, "models.json"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(Directory.GetFiles(Folder), Is.Empty);
        }
    }
}
