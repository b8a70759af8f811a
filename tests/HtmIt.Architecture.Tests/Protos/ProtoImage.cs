using Google.Api;
using Google.Protobuf.Reflection;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests.Protos;

/// <summary>The protos as buf reads them: with their comments, which descriptors in the assemblies lack.</summary>
internal static class ProtoImage
{
    public static async Task<FileDescriptorSet> BuildAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryDirectory("protos");
        var image = Path.Combine(folder.Path, "htmit.binpb");
        var buf = Path.Combine(Checkout.Root, "node_modules/.bin/buf");
        var (exitCode, output) = await Tool.RunAsync(Checkout.Root, buf, ["build", "protos", "--output", image], cancellationToken);
        Assert.That(exitCode, Is.Zero, output);
        await using var file = File.OpenRead(image);
        return FileDescriptorSet
            .Parser.WithExtensionRegistry([AnnotationsExtensions.Http, FieldBehaviorExtensions.FieldBehavior])
            .ParseFrom(file);
    }
}
