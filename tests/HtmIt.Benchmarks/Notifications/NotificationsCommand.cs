using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Grpc.Net.Client;
using HtmIt.Benchmarks.Processes;
using HtmIt.Benchmarks.Server;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using HtmIt.Testing.Http;
using HtmIt.Testing.Mail;
using HtmIt.Testing.Processes;
using HtmIt.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace HtmIt.Benchmarks.Notifications;

/// <summary><c>notifications</c>: a storm in which every row concerns every device, while other metrics are fed as fast as the server takes
/// their samples; beside the same without any device.</summary>
internal static partial class NotificationsCommand
{
    private const int Metrics = 100;
    private const int Window = 50;
    private const int OtherMetrics = 1_000;
    private const int OtherBatch = 100;
    private const int OtherAtOnce = 20_000;

    public static Command Create()
    {
        var rows = new Option<int>("--rows") { DefaultValueFactory = _ => 10_000, Description = "Rows of one storm." };
        var devices = new Option<int>("--devices")
        {
            DefaultValueFactory = _ => 50,
            Description = "Devices; one in five gets mail, the others a webhook.",
        };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 60, Description = "How long one storm takes." };
        var rounds = new Option<int>("--rounds")
        {
            DefaultValueFactory = _ => 2,
            Description = "Storms with and without devices, in turns.",
        };
        var alone = new Option<bool>("--alone") { Description = "Feed no other metrics: the processor time is then the storm's alone." };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("notifications", "What a storm of anomalies costs the samples, and whether the right ones are told.")
        {
            rows,
            devices,
            seconds,
            rounds,
            alone,
            json,
        };
        command.SetAction(
            (arguments, cancellationToken) =>
                RunAsync(
                    arguments.GetValue(rows),
                    arguments.GetValue(devices),
                    TimeSpan.FromSeconds(arguments.GetValue(seconds)),
                    arguments.GetValue(rounds),
                    arguments.GetValue(alone),
                    arguments.GetValue(json),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        int rows,
        int devices,
        TimeSpan time,
        int rounds,
        bool alone,
        bool json,
        CancellationToken cancellationToken
    )
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
        var service = new DeviceService.DeviceServiceClient(channel);
        await storm.PrepareAsync(new(channel), cancellationToken);
        // Their samples are old, and no news to anybody.
        var others = alone ? null : await IngestLoad.PrepareAsync(server.GrpcAddress, OtherMetrics, cancellationToken);
        var perMetric = rows / Metrics;
        var firstRow = 1_001;

        // What runs for the first time is compiled meanwhile.
        var warm = await AddDevicesAsync(service, devices, receiver.Url, cancellationToken);
        await RunStormAsync(storm, others, perMetric, time / 4, cancellationToken);
        await DrainedAsync(postgres.ConnectionString, cancellationToken);
        await DeleteDevicesAsync(service, warm, cancellationToken);
        firstRow += perMetric;

        Print("", "storm rows", "seconds", "other rows/s", "CPU s", "notified", "sent after s");
        var (without, with) = (new StormCost(), new StormCost());
        double drained = 0;
        var notified = 0;
        var fault = "";
        // Without, with, with, without: what grows or is cleaned up meanwhile falls on both alike.
        for (var phase = 0; phase < rounds * 2; phase++)
        {
            var cpuBefore = ProcessorTime.Seconds(server.Id, postgres.ProcessId);
            if (phase % 4 is 0 or 3)
            {
                var rate = await RunStormAsync(storm, others, perMetric, time, cancellationToken);
                var cpu = ProcessorTime.Seconds(server.Id, postgres.ProcessId) - cpuBefore;
                without.Add(rate, cpu);
                Print("without", $"{rows}", $"{time.TotalSeconds:0}", $"{rate.PerSecond:0}", $"{cpu:0.0}", "0", "");
            }
            else
            {
                var names = await AddDevicesAsync(service, devices, receiver.Url, cancellationToken);
                var (requestsBefore, mailsBefore) = (receiver.Requests.Count, smtp.Mails.Count);
                var watch = Stopwatch.StartNew();
                var rate = await RunStormAsync(storm, others, perMetric, time, cancellationToken);
                await DrainedAsync(postgres.ConnectionString, cancellationToken);
                var cpu = ProcessorTime.Seconds(server.Id, postgres.ProcessId) - cpuBefore;
                with.Add(rate, cpu);
                drained = Math.Max(drained, watch.Elapsed.TotalSeconds);
                var sent = Sent(names, receiver.Requests.Skip(requestsBefore), smtp.Mails.Skip(mailsBefore));
                var count = sent.Values.Sum(one => one.Count);
                notified += count;
                Print(
                    "with",
                    $"{rows}",
                    $"{time.TotalSeconds:0}",
                    $"{rate.PerSecond:0}",
                    $"{cpu:0.0}",
                    $"{count}",
                    $"{watch.Elapsed.TotalSeconds:0.00}"
                );
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
                await DeleteDevicesAsync(service, names, cancellationToken);
            }
            firstRow += perMetric;
        }
        var ratio = with.PerSecond / without.PerSecond;
        var cost = with.ProcessorSecondsBeyond(without) * 1_000 / notified;
        if (!alone)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"throughput with / without: {ratio:0.000}"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"processor time of a notification: {cost:0.00} ms"));
        Console.WriteLine(fault.Length == 0 ? "what was sent is what the rules allow, in order" : $"WRONG: {fault}");
        if (fault.Length > 0)
        {
            Console.WriteLine(server.Output);
        }
        if (json)
        {
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new Dictionary<string, object>
                    {
                        ["storm_rows"] = rows,
                        ["storm_seconds"] = time.TotalSeconds,
                        ["storms"] = rounds,
                        ["devices"] = devices,
                        ["other_rows_per_second_without"] = Math.Round(without.PerSecond),
                        ["other_rows_per_second_with"] = Math.Round(with.PerSecond),
                        ["ratio"] = alone ? 0 : Math.Round(ratio, 4),
                        ["cpu_seconds_without"] = Math.Round(without.ProcessorSeconds, 2),
                        ["cpu_seconds_with"] = Math.Round(with.ProcessorSeconds, 2),
                        ["cpu_ms_per_notification"] = Math.Round(cost, 3),
                        ["notifications_sent"] = notified,
                        ["all_sent_after_seconds"] = Math.Round(drained, 2),
                        ["as_the_rules_allow"] = fault.Length == 0,
                    }
                )
            );
        }
        return fault.Length == 0 ? 0 : 1;
    }

    /// <summary>What was taken of the other metrics while the storm lasted.</summary>
    private static async Task<OtherRows> RunStormAsync(
        StormLoad storm,
        IngestLoad? others,
        int perMetric,
        TimeSpan time,
        CancellationToken cancellationToken
    )
    {
        var running = storm.RunAsync(perMetric, time, cancellationToken);
        double seconds = 0;
        var rows = 0;
        while (others is not null && !running.IsCompleted)
        {
            seconds += await others.RunAsync(OtherBatch, OtherAtOnce, cancellationToken);
            rows += OtherAtOnce;
        }
        await running;
        return new(rows, seconds);
    }

    private static async Task<IReadOnlyList<string>> AddDevicesAsync(
        DeviceService.DeviceServiceClient service,
        int count,
        Uri receiver,
        CancellationToken cancellationToken
    )
    {
        var names = Enumerable.Range(0, count).Select(i => $"devices/storm-{i:00}").ToArray();
        for (var i = 0; i < count; i++)
        {
            var settings = new Device
            {
                Name = names[i],
                Score = NotificationScore.Likelihood,
                // Every row reaches this: the worst there can be.
                LikelihoodThreshold = 0,
                QuietPeriod = new() { Seconds = Window },
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
            await service.UpdateDeviceAsync(new() { Device = settings, AllowMissing = true }, cancellationToken: cancellationToken);
        }
        return names;
    }

    private static async Task DeleteDevicesAsync(
        DeviceService.DeviceServiceClient service,
        IEnumerable<string> names,
        CancellationToken cancellationToken
    )
    {
        foreach (var name in names)
        {
            await service.DeleteDeviceAsync(new() { Name = name }, cancellationToken: cancellationToken);
        }
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
        const string Waiting =
            "select exists (select from notification_candidate) or exists (select from notification_delivery where state = 1)";
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
