using System.Collections.Concurrent;
using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace HtmIt.Server.Json;

/// <summary>Fields by their names in JSON: lowerCamelCase, or as in the proto.</summary>
internal static class JsonFields
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FrozenDictionary<string, FieldDescriptor>> Known = new();

    public static FieldDescriptor? Find(MessageDescriptor type, string name) => Known.GetOrAdd(type, NamesOf).GetValueOrDefault(name);

    private static FrozenDictionary<string, FieldDescriptor> NamesOf(MessageDescriptor type) =>
        type
            .Fields.InDeclarationOrder()
            .SelectMany(field => new[] { (field.Name, field), (Name: field.JsonName, field) }.DistinctBy(one => one.Name))
            .ToFrozenDictionary(one => one.Name, one => one.field);
}
