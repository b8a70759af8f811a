using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;

namespace HtmIt.Server.Messages;

/// <summary>Counts the elements of repeated fields in a message that is not parsed yet, so that one with too many of them never becomes
/// objects. What can't be read it leaves to the parser, which stops at the same place.</summary>
internal sealed class MessageCheck(MessageBounds bounds)
{
    /// <summary>As deep as parsers go.</summary>
    private const int Deepest = 100;

    /// <summary>Reads field 1 of any message, if it is an integer, and nothing else.</summary>
    private static readonly MessageParser<Int64Value> FirstNumber = Int64Value.Parser.WithDiscardUnknownFields(true);

    private readonly ConcurrentDictionary<MessageDescriptor, bool> _hasRepeated = new();

    /// <exception cref="UnreadMessageException">TooLarge with the path of the field; InvalidField for groups, which no message of ours has.
    /// </exception>
    public void Check(ReadOnlySpan<byte> message, MessageDescriptor type)
    {
        if (!HasRepeated(type))
        {
            return;
        }
        try
        {
            Walk(message, type, new());
        }
        catch (DomainException refusal)
        {
            throw UnreadMessageException.Of(refusal, FirstNumber.ParseFrom(message).Value);
        }
    }

    /// <summary>False ends the whole walk.</summary>
    private bool Walk(ReadOnlySpan<byte> rest, MessageDescriptor type, State state)
    {
        while (!rest.IsEmpty)
        {
            if (!TryTakeVarint(ref rest, out var tag))
            {
                return false;
            }
            var field = tag >> 3 is > 0 and <= int.MaxValue ? type.FindFieldByNumber((int)(tag >> 3)) : null;
            var content = rest;
            switch ((WireType)(tag & 7))
            {
                case WireType.Varint when TryTakeVarint(ref rest, out _):
                case WireType.Fixed64 when TryTake(ref rest, sizeof(ulong), out _):
                case WireType.Fixed32 when TryTake(ref rest, sizeof(uint), out _):
                    Count(field, 1, state);
                    break;
                case WireType.LengthDelimited when TryTakeVarint(ref rest, out var length) && TryTake(ref rest, length, out content):
                    Count(field, IsPacked(field) ? ElementsOf(content, field!.FieldType) : 1, state);
                    if (field?.FieldType == FieldType.Message && HasRepeated(field.MessageType) && !WalkInto(content, field, state))
                    {
                        return false;
                    }
                    break;
                case WireType.StartGroup:
                    throw DomainErrors.MessageUnreadable();
                default:
                    return false;
            }
        }
        return true;
    }

    private bool WalkInto(ReadOnlySpan<byte> content, FieldDescriptor field, State state)
    {
        if (state.Path.Count == Deepest)
        {
            return false;
        }
        state.Path.Push(field);
        var goesOn = Walk(content, field.MessageType, state);
        state.Path.Pop();
        return goesOn;
    }

    private void Count(FieldDescriptor? field, int elements, State state)
    {
        if (field is not { IsRepeated: true })
        {
            return;
        }
        var count = state.Counts.GetValueOrDefault(field) + elements;
        state.Counts[field] = count;
        var most = bounds.MostOf(field);
        if (count > most)
        {
            // Entries of maps have no names of their own.
            var path = state.Path.Reverse().Append(field).Where(one => !one.ContainingType.IsMapEntry).Select(one => one.Name);
            throw DomainErrors.TooLarge(string.Join('.', path), count, $"must be at most {most} elements in one message");
        }
    }

    /// <summary>Whether there is anything to count in messages of this type.</summary>
    private bool HasRepeated(MessageDescriptor type) => _hasRepeated.GetOrAdd(type, static one => HasRepeated(one, []));

    private static bool HasRepeated(MessageDescriptor type, HashSet<MessageDescriptor> seen) =>
        seen.Add(type)
        && type.Fields.InDeclarationOrder()
            .Any(field => field.IsRepeated || (field.FieldType == FieldType.Message && HasRepeated(field.MessageType, seen)));

    private static bool IsPacked(FieldDescriptor? field) =>
        field is { IsRepeated: true, FieldType: not (FieldType.Message or FieldType.String or FieldType.Bytes) };

    private static int ElementsOf(ReadOnlySpan<byte> packed, FieldType type)
    {
        switch (type)
        {
            case FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64:
                return packed.Length / sizeof(ulong);
            case FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32:
                return packed.Length / sizeof(uint);
            default:
                var count = 0;
                foreach (var one in packed)
                {
                    count += one < 0x80 ? 1 : 0;
                }
                return count;
        }
    }

    private static bool TryTakeVarint(scoped ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(10, rest.Length); i++)
        {
            value |= (rest[i] & 0x7fUL) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return true;
            }
        }
        return false;
    }

    private static bool TryTake(scoped ref ReadOnlySpan<byte> rest, ulong length, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (length > (ulong)rest.Length)
        {
            return false;
        }
        taken = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }

    private enum WireType
    {
        Varint = 0,
        Fixed64 = 1,
        LengthDelimited = 2,
        StartGroup = 3,
        Fixed32 = 5,
    }

    private sealed class State
    {
        public Stack<FieldDescriptor> Path { get; } = new();

        public Dictionary<FieldDescriptor, int> Counts { get; } = [];
    }
}
