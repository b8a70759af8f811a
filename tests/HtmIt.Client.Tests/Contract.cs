using Google.Protobuf.Reflection;
using HtmIt.V1;

namespace HtmIt.Client.Tests;

/// <summary>What the protos define.</summary>
internal static class Contract
{
    /// <summary>Every rpc of every service.</summary>
    public static IReadOnlyList<MethodDescriptor> Methods { get; } =
    [
        .. typeof(ModelService)
            .Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null))
            .OfType<FileDescriptor>()
            .SelectMany(file => file.Services)
            .SelectMany(service => service.Methods),
    ];
}
