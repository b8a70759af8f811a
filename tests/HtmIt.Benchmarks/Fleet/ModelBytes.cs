using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace HtmIt.Benchmarks.Fleet;

/// <summary>Bytes of a model by part, found by following its fields: arrays, and objects with their headers.</summary>
/// <remarks>
/// What several models share belongs to the first one that is walked, which is why one is walked that does not count. Memory outside of
/// the heap is not seen.
/// </remarks>
internal sealed class ModelBytes
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private const int ArrayHeader = 24;
    private const int Alignment = 8;
    private const int Probe = 1_024;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Type, FieldInfo[]> _fields = [];
    private readonly Dictionary<Type, long> _sizes = [];

    /// <summary>The model's own bytes by path: the field of the model, and the field of that. What was walked before is left out.</summary>
    public Dictionary<string, long> Of(object model)
    {
        var bytes = new Dictionary<string, long>(StringComparer.Ordinal);
        _seen.Add(model);
        bytes["itself"] = Size(model);
        foreach (var part in Fields(model.GetType()))
        {
            Add(bytes, Name(part), part.GetValue(model), depth: 1);
        }

        return bytes;
    }

    /// <summary>The sum over what lies below each field of the model.</summary>
    public static Dictionary<string, long> ByPart(Dictionary<string, long> byPath) =>
        byPath
            .GroupBy(one => one.Key.Split('.')[0], StringComparer.Ordinal)
            .ToDictionary(part => part.Key, part => part.Sum(one => one.Value), StringComparer.Ordinal);

    private void Add(Dictionary<string, long> bytes, string path, object? found, int depth)
    {
        if (found is null or string or Type or MemberInfo or Delegate)
        {
            return;
        }

        // A struct lies in whoever holds it and is counted there; only what it refers to is left.
        if (!found.GetType().IsValueType)
        {
            if (!_seen.Add(found))
            {
                return;
            }

            bytes[path] = bytes.GetValueOrDefault(path) + Size(found);
        }

        if (found is Array array)
        {
            if (HoldsReferences(array.GetType().GetElementType()!))
            {
                foreach (var element in (IEnumerable)array)
                {
                    Add(bytes, path, element, depth + 1);
                }
            }

            return;
        }

        foreach (var field in Fields(found.GetType()))
        {
            Add(bytes, depth < 2 ? $"{path}.{Name(field)}" : path, field.GetValue(found), depth + 1);
        }
    }

    private long Size(object found)
    {
        var type = found.GetType();
        if (found is not Array array)
        {
            return Cached(type, () => Allocated(() => RuntimeHelpers.GetUninitializedObject(type)));
        }

        var element = Cached(
            type,
            () =>
                (
                    Allocated(() => Array.CreateInstance(type.GetElementType()!, Probe))
                    - Allocated(() => Array.CreateInstance(type.GetElementType()!, 0))
                ) / Probe
        );
        return (ArrayHeader + (element * array.LongLength) + Alignment - 1) / Alignment * Alignment;
    }

    private long Cached(Type type, Func<long> measure) => _sizes.TryGetValue(type, out var size) ? size : _sizes[type] = measure();

    private static long Allocated(Func<object> make)
    {
        // The first call also allocates what the runtime keeps of the type.
        GC.KeepAlive(make());
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(make());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>The fields through which something else can be reached.</summary>
    private FieldInfo[] Fields(Type type)
    {
        if (!_fields.TryGetValue(type, out var fields))
        {
            var all = new List<FieldInfo>();
            for (var holder = type; holder is not null; holder = holder.BaseType)
            {
                all.AddRange(holder.GetFields(Instance).Where(field => HoldsReferences(field.FieldType)));
            }

            _fields[type] = fields = [.. all];
        }

        return fields;
    }

    private static bool HoldsReferences(Type type) =>
        !type.IsPointer
        && !type.IsPrimitive
        && !type.IsEnum
        && (!type.IsValueType || type.GetFields(Instance).Any(field => field.FieldType != type && HoldsReferences(field.FieldType)));

    /// <summary>The field's name as the source has it.</summary>
    private static string Name(FieldInfo field) =>
        (field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name).TrimStart('_');
}
