using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;

namespace HtmIt.Server.Listeners.Pickle;

/// <summary>Reads the part of Python's pickle, protocols 0 to 5, that lists of datapoints need: lists, tuples, numbers, text, None. Every
/// other opcode is refused; nothing is ever executed. Values are null, bool, double, <see cref="PickleText"/>, object?[] for a tuple
/// and List&lt;object?&gt;.</summary>
internal sealed class PickleReader
{
    /// <summary>Values in one pickle. The longest message with the shortest datapoints that Python writes has about 400,000.</summary>
    private const int MostValues = 1 << 19;

    /// <summary>Bytes of a number: far more than fit a double.</summary>
    private const int LongestNumber = 256;

    private const int NewestProtocol = 5;

    private static readonly object Mark = new();

    private readonly ReadOnlyMemory<byte> _message;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];
    private int _at;
    private int _values;

    private PickleReader(ReadOnlyMemory<byte> message) => _message = message;

    /// <exception cref="PickleException">It is refused.</exception>
    public static object? Read(ReadOnlyMemory<byte> message)
    {
        var reader = new PickleReader(message);
        while (reader.Step()) { }
        return reader.Pop();
    }

    /// <summary>Does the next opcode; false for STOP.</summary>
    private bool Step()
    {
        var opcode = Take(1)[0];
        switch (opcode)
        {
            case (byte)'.':
                return false;
            case 0x80: // PROTO
                Check(Take(1)[0] <= NewestProtocol, "its protocol is newer than 5");
                break;
            case 0x95: // FRAME: how much comes next, for readers of streams
                Take(8);
                break;
            case (byte)'(':
                Push(Mark);
                break;
            case (byte)'N':
                Push(null);
                break;
            case 0x88 or 0x89: // NEWTRUE, NEWFALSE
                Push(opcode == 0x88);
                break;
            case (byte)']' or (byte)')': // EMPTY_LIST, EMPTY_TUPLE
                Push(opcode == ']' ? new List<object?>() : Array.Empty<object?>());
                break;
            case (byte)'l': // LIST
                Push(PopToMark());
                break;
            case (byte)'t': // TUPLE
                Push(PopToMark().ToArray());
                break;
            case 0x85 or 0x86 or 0x87: // TUPLE1, TUPLE2, TUPLE3
                Push(PopLast(opcode - 0x84).ToArray());
                break;
            case (byte)'a' or (byte)'e': // APPEND, APPENDS
                var items = opcode == 'a' ? PopLast(1) : PopToMark();
                (Top() as List<object?> ?? throw new PickleException("something is appended to what is no list")).AddRange(items);
                break;
            default:
                if (!TryNumber(opcode) && !TryText(opcode) && !TryMemo(opcode))
                {
                    throw new PickleException($"it has the opcode {PickleOpcodes.Name(opcode)}, which a list of datapoints does not need");
                }
                break;
        }
        return true;
    }

    private bool TryNumber(byte opcode)
    {
        object? number = opcode switch
        {
            (byte)'J' => (double)BinaryPrimitives.ReadInt32LittleEndian(Take(4)), // BININT
            (byte)'K' => (double)Take(1)[0], // BININT1
            (byte)'M' => (double)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)), // BININT2
            (byte)'G' => BinaryPrimitives.ReadDoubleBigEndian(Take(8)), // BINFLOAT
            0x8a => Long(Take(1)[0]), // LONG1
            0x8b => Long(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))), // LONG4
            (byte)'I' => Int(TakeLine()),
            (byte)'L' or (byte)'F' => Number(TakeLine()), // LONG, FLOAT
            _ => null,
        };
        if (number is not null)
        {
            Push(number);
        }
        return number is not null;
    }

    private bool TryText(byte opcode)
    {
        var text = opcode switch
        {
            (byte)'S' => PickleText.OfQuoted(TakeLine().Span), // STRING
            (byte)'V' => PickleText.OfRawUnicode(TakeLine().Span), // UNICODE
            (byte)'U' or (byte)'C' or 0x8c => Text(Take(1)[0]), // SHORT_BINSTRING, SHORT_BINBYTES, SHORT_BINUNICODE
            (byte)'T' or (byte)'B' or (byte)'X' => Text(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))), // BINSTRING, BINBYTES, BINUNICODE
            0x8d or 0x8e => Text(BinaryPrimitives.ReadUInt64LittleEndian(Take(8))), // BINUNICODE8, BINBYTES8
            _ => null,
        };
        if (text is not null)
        {
            Push(text);
        }
        return text is not null;
    }

    private bool TryMemo(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'p' or (byte)'g': // PUT, GET
                Memo(isPut: opcode == 'p', Index(TakeLine().Span));
                return true;
            case (byte)'q' or (byte)'h': // BINPUT, BINGET
                Memo(isPut: opcode == 'q', Take(1)[0]);
                return true;
            case (byte)'r' or (byte)'j': // LONG_BINPUT, LONG_BINGET
                Memo(isPut: opcode == 'r', BinaryPrimitives.ReadUInt32LittleEndian(Take(4)));
                return true;
            case 0x94: // MEMOIZE
                Memo(isPut: true, _memo.Count);
                return true;
            default:
                return false;
        }
    }

    private void Memo(bool isPut, long index)
    {
        if (isPut)
        {
            _memo[index] = Top();
            Check(_memo.Count <= MostValues, "it remembers too many values");
            return;
        }
        Check(_memo.TryGetValue(index, out var value), "it asks for a value that it did not remember");
        Push(value);
    }

    private void Push(object? value)
    {
        Check(++_values <= MostValues, "it has too many values");
        _stack.Add(value);
    }

    private object? Top() => _stack.Count > 0 && _stack[^1] != Mark ? _stack[^1] : throw new PickleException("a value is missing");

    private object? Pop()
    {
        var value = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private List<object?> PopLast(int count)
    {
        Check(count <= _stack.Count, "a value is missing");
        var values = _stack.GetRange(_stack.Count - count, count);
        Check(!values.Contains(Mark), "a value is missing");
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private List<object?> PopToMark()
    {
        var mark = _stack.LastIndexOf(Mark);
        Check(mark >= 0, "a MARK is missing");
        var values = _stack.GetRange(mark + 1, _stack.Count - mark - 1);
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    private ReadOnlySpan<byte> Take(ulong count) => TakeMemory(count).Span;

    private ReadOnlyMemory<byte> TakeMemory(ulong count)
    {
        Check(count <= (ulong)(_message.Length - _at), "it ends too early");
        var taken = _message.Slice(_at, (int)count);
        _at += (int)count;
        return taken;
    }

    private ReadOnlyMemory<byte> TakeLine()
    {
        var end = _message.Span[_at..].IndexOf((byte)'\n');
        Check(end >= 0, "it ends too early");
        var line = TakeMemory((ulong)end);
        _at++;
        return line;
    }

    private PickleText Text(ulong length) => new(TakeMemory(length));

    private double Long(uint length)
    {
        Check(length <= LongestNumber, "a LONG is too long");
        return (double)new BigInteger(Take(length));
    }

    private static double Number(ReadOnlyMemory<byte> line)
    {
        var text = line.Span.EndsWith("L"u8) ? line.Span[..^1] : line.Span;
        Check(text.Length <= LongestNumber, "a number is too long");
        Check(GraphiteFields.TryNumber(text, out var number), "a number is none");
        return number;
    }

    /// <summary>An INT; 00 and 01 are how False and True were written.</summary>
    private static object Int(ReadOnlyMemory<byte> line) =>
        line.Span.SequenceEqual("00"u8) ? false
        : line.Span.SequenceEqual("01"u8) ? true
        : Number(line);

    private static long Index(ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(line, out long index, out var used) && used == line.Length && index >= 0
            ? index
            : throw new PickleException("an index is no number");

    private static void Check(bool condition, string complaint)
    {
        if (!condition)
        {
            throw new PickleException(complaint);
        }
    }
}
