using System.Text;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>Commands that read a file read standard input where its name is a dash.</summary>
public sealed class StandardInputTests
{
    [Test, CancelAfter(120_000)]
    public async Task Import_Dash_ReadsModelsFromStandardInput(CancellationToken cancellationToken)
    {
        await using var server = await FakeServer.StartAsync(interceptor: new HostileServer("m", refuses: false));
        using var input = new MemoryStream(Encoding.UTF8.GetBytes("""[{"metric":"a"},{"metric":"b"}]"""));

        var (exitCode, output, error) = await CliRunner.RunAsync(server.Address, input, "import", "-");

        Assert.That((exitCode, output, error), Is.EqualTo((0, "imported 2, monitored already 0, refused 0\n", "")));
    }

    [Test, CancelAfter(120_000)]
    public async Task SetDevice_SecretFileDash_ReadsTheSecretFromStandardInput(CancellationToken cancellationToken)
    {
        UpdateDeviceRequest? sent = null;
        var services = new FakeServices();
        services.On<UpdateDeviceRequest, UpdateDeviceResponse>(
            "UpdateDevice",
            request =>
            {
                sent = request;
                return new() { Device = request.Device };
            }
        );
        await using var server = await FakeServer.StartAsync(services);
        using var input = new StringReader("a secret\r\n");
        string[] arguments = ["devices", "set", "ops", "--webhook-secret-file", "-"];

        var (exitCode, _, error) = await CliRunner.RunAsync(server.Address, input, arguments);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(sent?.Device.WebhookSecret, Is.EqualTo("a secret"));
        }
    }
}
