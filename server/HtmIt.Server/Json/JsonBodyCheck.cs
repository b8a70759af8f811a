using System.Text;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Server.Messages;

namespace HtmIt.Server.Json;

/// <summary>Walks through a body before it is parsed: the parser passes over fields that it does not know, names no field in what it refuses,
/// and makes objects of whatever comes.</summary>
internal sealed class JsonBodyCheck(MessageBounds bounds)
{
    /// <summary>As deep as the parser goes.</summary>
    private const int Deepest = 64;

    /// <exception cref="DomainException">InvalidField or TooLarge, with the path of the field.</exception>
    public void Check(ReadOnlySpan<byte> body, MessageDescriptor type)
    {
        var reader = new Utf8JsonReader(body, new() { MaxDepth = Deepest });
        try
        {
            reader.Read();
            Message(ref reader, type, new());
            // What follows the object is none of it; the reader says so.
            reader.Read();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw DomainErrors.InvalidField(
                "message",
                "unreadable",
                $"must be a JSON object, with text in UTF-8 and at most {Deepest} levels of nesting"
            );
        }
    }

    private void Message(ref Utf8JsonReader reader, MessageDescriptor type, State state)
    {
        Expect(ref reader, JsonTokenType.StartObject, "must be a JSON object", state);
        var chosen = new Dictionary<OneofDescriptor, FieldDescriptor>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var field = JsonFields.Find(type, name);
            state.Path.Push(field?.Name ?? name);
            if (field is null)
            {
                throw Refusal(state, "unknown", $"must be a field of {type.Name}");
            }
            reader.Read();
            if (reader.TokenType != JsonTokenType.Null && field.RealContainingOneof is { } oneof && !chosen.TryAdd(oneof, field))
            {
                throw Refusal(state, "given", $"must not be given beside {chosen[oneof].Name}");
            }
            Field(ref reader, field, state);
            state.Path.Pop();
        }
    }

    private void Field(ref Utf8JsonReader reader, FieldDescriptor field, State state)
    {
        if (reader.TokenType == JsonTokenType.Null && !IsAny(field))
        {
            return;
        }
        if (field.IsMap)
        {
            var value = field.MessageType.FindFieldByNumber(2);
            Expect(ref reader, JsonTokenType.StartObject, "must be a JSON object", state);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                Count(field, state);
                state.Path.Push(reader.GetString()!);
                reader.Read();
                Element(ref reader, value, state);
                state.Path.Pop();
            }
        }
        else if (field.IsRepeated)
        {
            Expect(ref reader, JsonTokenType.StartArray, "must be a JSON array", state);
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                Count(field, state);
                var name = state.Path.Pop();
                state.Path.Push($"{name}[{i}]");
                Element(ref reader, field, state);
                state.Path.Pop();
                state.Path.Push(name);
            }
        }
        else
        {
            Element(ref reader, field, state);
        }
    }

    private void Element(ref Utf8JsonReader reader, FieldDescriptor field, State state)
    {
        if (JsonScalars.IsScalar(field))
        {
            var text = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.StartObject => "an object",
                JsonTokenType.StartArray => "an array",
                _ => Encoding.UTF8.GetString(reader.ValueSpan),
            };
            if (JsonScalars.Broken(field, reader.TokenType, text) is { } rule)
            {
                throw Refusal(state, text, rule);
            }
        }
        else if (IsAny(field) || field.MessageType == Struct.Descriptor || field.MessageType == ListValue.Descriptor)
        {
            if (field.MessageType == Struct.Descriptor)
            {
                Expect(ref reader, JsonTokenType.StartObject, "must be a JSON object", state);
            }
            Anything(ref reader, state);
        }
        else
        {
            Message(ref reader, field.MessageType, state);
        }
    }

    /// <summary>Values without a type of their own only count, and their texts must be whole.</summary>
    private void Anything(ref Utf8JsonReader reader, State state)
    {
        CheckText(ref reader);
        var depth = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }
        var members = Struct.Descriptor.FindFieldByNumber(Struct.FieldsFieldNumber);
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            CheckText(ref reader);
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray))
            {
                Count(members, state);
            }
        }
    }

    /// <exception cref="InvalidOperationException">Half a character, which only reading a text finds.</exception>
    private static void CheckText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
        {
            reader.GetString();
        }
    }

    private void Count(FieldDescriptor field, State state)
    {
        var count = state.Counts.GetValueOrDefault(field) + 1;
        state.Counts[field] = count;
        var most = bounds.MostOf(field);
        if (count > most)
        {
            throw DomainErrors.TooLarge(state.ToString(), count, $"must be at most {most} elements in one message");
        }
    }

    private static bool IsAny(FieldDescriptor field) => field.FieldType == FieldType.Message && field.MessageType == Value.Descriptor;

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string rule, State state)
    {
        if (reader.TokenType != token)
        {
            throw Refusal(state, Encoding.UTF8.GetString(reader.ValueSpan), rule);
        }
    }

    private static DomainException Refusal(State state, string value, string rule) =>
        DomainErrors.InvalidField(state.Path.Count == 0 ? "message" : state.ToString(), value, rule);

    private sealed class State
    {
        public Stack<string> Path { get; } = new();

        public Dictionary<FieldDescriptor, int> Counts { get; } = [];

        public override string ToString() => string.Join('.', Path.Reverse());
    }
}
