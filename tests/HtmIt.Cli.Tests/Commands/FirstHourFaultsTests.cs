using Grpc.Core;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>What somebody meets who does not know his way yet: wrong files, wrong names, nothing there.</summary>
public sealed class FirstHourFaultsTests : CommandFixture
{
    [Test]
    public async Task Ingest_FirstLineIsShorterThanTheRows_IsNoFaultOfOurs()
    {
        using var input = new StringReader("1795950263 5\n1795950265,5\n1795950266,6\n");

        var (exitCode, output, error) = await CliRunner.RunAsync(
            Server.Address,
            input,
            "ingest",
            "-",
            "--metric",
            "m",
            "--monitor",
            "false"
        );

        Assert.That(
            output + error,
            Does.Contain("time in column 1 '1795950263 5'").And.Contain("value in column 2").And.Not.Contain("   at ")
        );
        Assert.That(exitCode, Is.Not.EqualTo(134));
    }

    [Test]
    public async Task Ingest_Folder_IsCalledOne()
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, "ingest", Folder);

        Assert.That((exitCode, error), Is.EqualTo((2, $"error: '{Folder}' is a folder; name a file. See htmit ingest --help.\n")));
    }

    [Test]
    public async Task Plot_FolderThatIsNot_IsNamed()
    {
        SetRows(3);

        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, "plot", "m", "-o", "/nowhere/at/all/m.png");

        Assert.That((exitCode, error), Is.EqualTo((1, "error: There is no folder '/nowhere'.\n")));
    }

    [Test]
    public async Task Import_FileThatIsNot_IsNamed()
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, "import", "/nowhere.json");

        Assert.That((exitCode, error), Is.EqualTo((1, "error: There is no file '/nowhere.json'.\n")));
    }

    [Test]
    public async Task List_NothingThere_SaysSo()
    {
        SetRows(0);

        var (exitCode, output, error) = await CliRunner.RunAsync(Server.Address, "list", "m");

        Assert.That((exitCode, output), Is.EqualTo((0, "none\n")), error);
    }

    [TestCase("list", "m")]
    [TestCase("incidents", "list")]
    [TestCase("plot", "m")]
    [TestCase("buckets", "m")]
    public async Task Times_EndBeforeBegin_AreRefused(params string[] command)
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(Server.Address, [.. command, "--from", "now", "--to", "-1h"]);

        Assert.That(
            (exitCode, error),
            Is.EqualTo(
                (
                    2,
                    $"error: --from is after --to. See htmit {command.TakeWhile(word => word != "m").Aggregate((one, other) => $"{one} {other}")} --help.\n"
                )
            )
        );
    }

    [Test, CancelAfter(60_000)]
    public async Task Watch_ServerGoesAway_SaysSoInPlaceOfLive(CancellationToken cancellationToken)
    {
        SetRows(3);
        var calls = 0;
        Services.On<GetProcessingStatisticsRequest, GetProcessingStatisticsResponse>(
            "GetProcessingStatistics",
            _ => ++calls == 1 ? new() : throw new RpcException(new Status(StatusCode.Unavailable, "gone"))
        );
        Services.Watch = (_, _, _) => Task.Delay(Timeout.Infinite, cancellationToken);

        var (exitCode, output, error) = await CliRunner.OnScreenAsync(Server.Address, 120, ["watch", "m", "--seconds", "4"]);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("no rows since").And.Contain("trying again"));
    }

    [Test]
    public async Task ServeHelp_Options_AreThoseOfTheServer()
    {
        var (exitCode, output, _) = await CliRunner.RunAsync(Server.Address, "serve", "--help");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That(
                output,
                Does.Contain("--listen <HOST:PORT>").And.Contain("--connection-string").And.Contain("--HtmIt:SECTION:NAME")
            );
            Assert.That(output, Does.Not.Contain("--output").And.Not.Contain("--local").And.Not.Contain("Additional Arguments"));
        }
    }

    [Test]
    public async Task ListNotifications_MailDoesNotGoOut_SaysWhy()
    {
        var notification = SampleMessages.Notification(1);
        notification.Deliveries.Clear();
        notification.Deliveries.Add(
            new Delivery
            {
                Channel = NotificationChannel.Mail,
                State = DeliveryState.Waiting,
                AttemptCount = 3,
                LastError = "Connection refused",
            }
        );
        notification.Deliveries.Add(new Delivery { Channel = NotificationChannel.Webhook, State = DeliveryState.Sent });
        Services.On<ListNotificationsRequest, ListNotificationsResponse>(
            "ListNotifications",
            _ => new() { Notifications = { notification } }
        );

        var (_, output, error) = await CliRunner.RunAsync(Server.Address, "notifications", "list", "ops");

        Assert.That(output, Does.Contain("mail fails, 3 tries: Connection refused; webhook sent"), error);
    }
}
