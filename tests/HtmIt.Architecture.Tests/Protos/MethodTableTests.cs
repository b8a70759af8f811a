using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests.Protos;

/// <summary>A change of a method that buf has no rule for shows in a committed table.</summary>
public sealed class MethodTableTests
{
    private const string Committed = "protos/methods.md";
    private const string Made = "artifacts/methods.md";

    [Test, CancelAfter(120_000)]
    public async Task Methods_OfTheProtos_AreThoseOfTheTable(CancellationToken cancellationToken)
    {
        var table = await MakeAsync(cancellationToken);

        var committed = (await File.ReadAllTextAsync(Path.Combine(Checkout.Root, Committed), cancellationToken)).Split('\n');
        var made = table.Split('\n');
        var changes = committed.Except(made).Select(line => $"- {line}").Concat(made.Except(committed).Select(line => $"+ {line}"));
        Assert.That(changes, Is.Empty, $"{Committed} differs. If that is meant, and CHANGELOG.md tells clients: cp {Made} {Committed}");
    }

    [Test]
    public void Format_AnnotatedMethod_NamesWhatBufHasNoRuleFor()
    {
        var options = new MethodOptions { IdempotencyLevel = MethodOptions.Types.IdempotencyLevel.Idempotent };
        var also = new HttpRule { Get = "/v1/things" };
        options.SetExtension(
            AnnotationsExtensions.Http,
            new()
            {
                Post = "/v1/{thing=things/*}:do",
                Body = "*",
                AdditionalBindings = { also },
            }
        );
        var file = new FileDescriptorProto
        {
            Package = "htmit.v9",
            EnumType = { Reasons("INVALID_FIELD", "THING_NOT_FOUND", "INTERNAL") },
            Service =
            {
                new ServiceDescriptorProto
                {
                    Name = "ThingService",
                    Method =
                    {
                        new MethodDescriptorProto
                        {
                            Name = "DoThing",
                            ServerStreaming = true,
                            Options = options,
                        },
                    },
                },
            },
            SourceCodeInfo = new()
            {
                Location =
                {
                    new SourceCodeInfo.Types.Location
                    {
                        Path = { 6, 0, 2, 0 },
                        LeadingComments =
                            " Does it. Errors: NOT_FOUND\n (THING_NOT_FOUND), INVALID_ARGUMENT (INVALID_FIELD: not a thing).\n",
                    },
                },
            },
        };

        var table = new MethodTable(new() { File = { file } }).Format();

        Assert.That(
            table,
            Does.EndWith(
                "\n| htmit.v9.ThingService/DoThing | server stream | idempotent "
                    + "| `POST /v1/{thing=things/*}:do` with body `*`, `GET /v1/things` | INVALID_FIELD, THING_NOT_FOUND |\n"
            )
        );
    }

    private static EnumDescriptorProto Reasons(params string[] names) =>
        new() { Name = "ErrorReason", Value = { names.Select(name => new EnumValueDescriptorProto { Name = $"ERROR_REASON_{name}" }) } };

    /// <summary>Makes the table, and leaves it where it can be taken from.</summary>
    private static async Task<string> MakeAsync(CancellationToken cancellationToken)
    {
        var table = new MethodTable(await ProtoImage.BuildAsync(cancellationToken)).Format();
        var made = Path.Combine(Checkout.Root, Made);
        Directory.CreateDirectory(Path.GetDirectoryName(made)!);
        await File.WriteAllTextAsync(made, table, cancellationToken);
        return table;
    }
}
