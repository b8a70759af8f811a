using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Grpc.Net.Client;
using HtmIt.Storage.Embedded;
using HtmIt.Testing;
using HtmIt.Testing.Http;
using HtmIt.Testing.Mail;
using HtmIt.Testing.Processes;
using HtmIt.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace HtmIt.Benchmarks.Notifications;

/// <summary><c>notifications</c>: a storm in which every row concerns every device, beside the same rows without any device.</summary>
internal static partial class NotificationsCommand
{
    private const int Metrics = 200;
    private const int Window = 200;

    public static Command Create()
    {
        var rows = new Option<int>("--rows") { DefaultValueFactory = _ => 40_000, Description = "Rows of one storm." };
        var devices = new Option<int>("--devices")
        {
            DefaultValueFactory = _ => 50,
            Description = "Devices; one in five gets mail, the others a webhook.",
        };
        var rounds = new Option<int>("--rounds")
        {
            DefaultValueFactory = _ => 4,
            Description = "Storms with and without devices, in turns.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("notifications", "What a storm of anomalies costs the samples, and whether the right ones are told.")
        {
            rows,
            devices,
            rounds,
            json,
        };
        command.SetAction(
            (arguments, cancellationToken) =>
                RunAsync(
                    arguments.GetValue(rows),
                    arguments.GetValue(devices),
                    arguments.GetValue(rounds),
                    arguments.GetValue(json),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(int rows, int devices, int rounds, bool json, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("bench");
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        await using var smtp = new SmtpServer();
        await using var receiver = await HttpReceiver.StartAsync();
        await using var server = await ServerProcess.StartAsync(
            new()
            {
                ConnectionString = postgres.ConnectionString,
                Graphite = "off",
                Arguments =
                [
                    "--HtmIt:Mail:Transport=Smtp",
                    "--HtmIt:Mail:SmtpHost=127.0.0.1",
                    $"--HtmIt:Mail:SmtpPort={smtp.Port}",
                    "--HtmIt:Mail:Sender=htmit@example.com",
                    "--HtmIt:Notifications:AllowedPrivateNetworks=127.0.0.0/8",
                    $"--HtmIt:Notifications:KeyFolder={Path.Combine(directory.Path, "keys")}",
                ],
            },
            cancellationToken
        );
        using var channel = GrpcChannel.ForAddress(server.GrpcAddress);
        var storm = new StormLoad(new(channel), Metrics);
        var service = new NotificationService.NotificationServiceClient(channel);
        await storm.PrepareAsync(new(channel), cancellationToken);
        var perMetric = rows / Metrics;
        await storm.RunAsync(perMetric, cancellationToken);
        var firstRow = 1_001 + perMetric;

        Print("", "rows", "seconds", "rows/s", "notified", "sent after s");
        double without = 0;
        double with = 0;
        double drained = 0;
        var notified = 0;
        var fault = "";
        for (var round = 0; round < rounds; round++)
        {
            var seconds = await storm.RunAsync(perMetric, cancellationToken);
            without += seconds;
            Print("without", $"{rows}", $"{seconds:0.00}", $"{rows / seconds:0}", "0", "");
            firstRow += perMetric;

            var names = await AddDevicesAsync(service, devices, receiver.Url, cancellationToken);
            var (requestsBefore, mailsBefore) = (receiver.Requests.Count, smtp.Mails.Count);
            var watch = Stopwatch.StartNew();
            seconds = await storm.RunAsync(perMetric, cancellationToken);
            with += seconds;
            await DrainedAsync(postgres.ConnectionString, cancellationToken);
            drained = Math.Max(drained, watch.Elapsed.TotalSeconds);
            var sent = Sent(names, receiver.Requests.Skip(requestsBefore), smtp.Mails.Skip(mailsBefore));
            var count = sent.Values.Sum(one => one.Count);
            notified += count;
            Print("with", $"{rows}", $"{seconds:0.00}", $"{rows / seconds:0}", $"{count}", $"{watch.Elapsed.TotalSeconds:0.00}");
            var found = await StormCheck.FindFaultAsync(
                postgres.ConnectionString,
                Metrics,
                firstRow,
                perMetric,
                Window,
                sent,
                cancellationToken
            );
            fault = fault.Length > 0 ? fault : found;
            firstRow += perMetric;
            foreach (var name in names)
            {
                await service.DeleteDeviceSettingsAsync(new() { Name = name }, cancellationToken: cancellationToken);
            }
        }
        var ratio = without / with;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"throughput with / without: {ratio:0.000}"));
        Console.WriteLine(fault.Length == 0 ? "what was sent is what the rules allow, in order" : $"WRONG: {fault}");
        if (json)
        {
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new Dictionary<string, object>
                    {
                        ["rows"] = rows * rounds,
                        ["devices"] = devices,
                        ["rows_per_second_without"] = Math.Round(rows * rounds / without),
                        ["rows_per_second_with"] = Math.Round(rows * rounds / with),
                        ["ratio"] = Math.Round(ratio, 4),
                        ["notifications_sent"] = notified,
                        ["all_sent_after_seconds"] = Math.Round(drained, 2),
                        ["as_the_rules_allow"] = fault.Length == 0,
                    }
                )
            );
        }
        return fault.Length == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<string>> AddDevicesAsync(
        NotificationService.NotificationServiceClient service,
        int count,
        Uri receiver,
        CancellationToken cancellationToken
    )
    {
        var names = Enumerable.Range(0, count).Select(i => $"devices/storm-{i:00}").ToArray();
        for (var i = 0; i < count; i++)
        {
            var settings = new DeviceSettings
            {
                Name = names[i],
                Score = NotificationScore.Likelihood,
                // Every row reaches this: the worst there can be.
                Sensitivity = 0,
                Window = new() { Seconds = Window },
            };
            if (i % 5 == 0)
            {
                settings.EmailAddress = $"storm-{i:00}@example.com";
            }
            else
            {
                settings.WebhookUrl = new Uri(receiver, $"/storm-{i:00}").ToString();
                settings.WebhookSecret = "secret";
            }
            await service.UpdateDeviceSettingsAsync(
                new() { DeviceSettings = settings, AllowMissing = true },
                cancellationToken: cancellationToken
            );
        }
        return names;
    }

    private static Dictionary<string, IReadOnlyList<Guid>> Sent(
        IEnumerable<string> names,
        IEnumerable<ReceivedRequest> requests,
        IEnumerable<ReceivedMail> mails
    )
    {
        var hooks = requests.ToLookup(request => request.Path);
        var letters = mails.ToLookup(mail => mail.To[0]);
        return names
            .Select(name => name["devices/".Length..])
            .ToDictionary(
                id => id,
                id =>
                    (IReadOnlyList<Guid>)
                        [
                            .. StormCheck.Notifications(hooks[$"/{id}"]),
                            .. letters[$"{id}@example.com"]
                                .Select(mail => Guid.ParseExact(MessageId().Match(mail.Data).Groups[1].Value, "N")),
                        ]
            );
    }

    private static async Task DrainedAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        const string Waiting = "select exists (select from notification_candidate) or exists (select from notification_delivery)";
        await using var command = new NpgsqlCommand(Waiting, connection);
        while ((bool)(await command.ExecuteScalarAsync(cancellationToken))!)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static void Print(string name, params string[] cells) =>
        Console.WriteLine($"{name, -10}{string.Concat(cells.Select(cell => cell.PadLeft(14)))}");

    [GeneratedRegex("^Message-Id: <([0-9a-f]{32})@", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex MessageId();
}
