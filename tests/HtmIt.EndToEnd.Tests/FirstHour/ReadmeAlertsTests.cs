using System.Globalization;
using System.Text.RegularExpressions;
using HtmIt.Testing.Mail;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.FirstHour;

/// <summary>The README's way to a mail, as it is written: only the mail server, the ports and the file are the test's.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed partial class ReadmeAlertsTests
{
    private const string Heading = "### Alerts on your own metrics in ten minutes";

    [Test, CancelAfter(180_000), PlaysTask("mail-on-own-metric")]
    public async Task Lines_TypedAsWritten_BringATestAndThenAMail(CancellationToken cancellationToken)
    {
        var (start, setUp, alarm) = ReadBlocks();
        await using var mail = new SmtpServer();
        await using var server = await StartAsync(start, mail.Port, cancellationToken);
        var folder = FirstHourServer.MakeFolder("mail-on-own-metric");
        WriteFiles(folder);

        var first = await RunAsync(setUp, folder, server, cancellationToken);

        Assert.That(first, Does.Contain("mail").And.Contain("taken"), "the test is sent");
        Assert.That(mail.Mails, Is.Not.Empty);
        Assert.That(mail.Mails[0].To, Is.EqualTo(new[] { "ops@example.com" }));
        Assert.That(mail.Mails[0].Data, Does.Contain("test").IgnoreCase);
        Assert.That(first, Does.Contain("held back by").And.Contain("is below"), "nothing else holds it back");

        await RunAsync(alarm[..1], folder, server, cancellationToken);
        await Testing.Until.HoldsAsync(
            () => Task.FromResult(mail.Mails),
            mails => mails.Any(one => one.Data.Contains("9999", StringComparison.Ordinal)),
            "the mail"
        );
        var last = await RunAsync(alarm[1..], folder, server, cancellationToken);

        Assert.That(last, Does.Contain("9999").And.Contain("devices/ops/notifications/"));
    }

    private static (string[] Start, string[] SetUp, string[] Alarm) ReadBlocks()
    {
        var readme = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));
        var from = readme.IndexOf(Heading, StringComparison.Ordinal);
        Assert.That(from, Is.Positive, "the section is not found");
        var blocks = ShellBlock().Matches(readme[from..]).Take(3).Select(match => match.Groups["lines"].Value.Trim().Split('\n')).ToArray();
        return (blocks[0], blocks[1], blocks[2]);
    }

    /// <summary>The lines are what a person types: variables, then <c>./htmit serve</c> with options.</summary>
    private static Task<ServerProcess> StartAsync(string[] lines, int smtpPort, CancellationToken cancellationToken)
    {
        var environment = lines[0]
            .Split(' ')
            .Skip(1)
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], string? (pair) => pair[1].Replace("mail.example.com", "127.0.0.1", StringComparison.Ordinal));
        environment["HtmIt__Mail__SmtpPort"] = smtpPort.ToString(CultureInfo.InvariantCulture);
        Assert.That(lines[1], Does.StartWith("./htmit serve "));
        return FirstHourServer.StartAnotherAsync(
            options =>
                options with
                {
                    Environment = environment,
                    Arguments = [.. lines[1].Split(' ').Skip(2).Select(word => word.Trim('\''))],
                },
            cancellationToken
        );
    }

    /// <summary>Two days of orders, one a minute, until a minute ago.</summary>
    private static void WriteFiles(string folder)
    {
        var now = TimeProvider.System.GetUtcNow();
        var random = new Random(5);
        var rows = Enumerable
            .Range(1, 2_880)
            .Reverse()
            .Select(minutes =>
            {
                var time = now - TimeSpan.FromMinutes(minutes);
                return string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss},{400 + random.Next(25)}");
            });
        File.WriteAllLines(Path.Combine(folder, "orders.csv"), rows.Prepend("time,orders"));
        File.CreateSymbolicLink(Path.Combine(folder, "htmit"), FirstHourServer.Command);
    }

    private static async Task<string> RunAsync(string[] lines, string folder, ServerProcess server, CancellationToken cancellationToken)
    {
        var script = string.Join('\n', lines.Prepend($"cd '{folder}'"))
            .Replace("/dev/tcp/127.0.0.1/2003", $"/dev/tcp/127.0.0.1/{server.Graphite!.Port}", StringComparison.Ordinal);
        var environment = new Dictionary<string, string?>(FirstHourServer.Environment) { ["HTMIT_SERVER"] = server.GrpcAddress.ToString() };
        await using var shell = ManagedProcess.StartCommand("bash", ["-e", "-c", script], environment);
        Assert.That(await shell.WaitForExitAsync(cancellationToken), Is.Zero, () => shell.Output);
        return shell.Output;
    }

    [GeneratedRegex("```sh\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
