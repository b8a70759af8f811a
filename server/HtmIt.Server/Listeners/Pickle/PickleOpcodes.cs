namespace HtmIt.Server.Listeners.Pickle;

/// <summary>Opcodes that are refused, by their names: what makes objects of classes, runs code or builds what is no list.</summary>
internal static class PickleOpcodes
{
    public static string Name(byte opcode) =>
        opcode switch
        {
            (byte)'0' => "POP",
            (byte)'1' => "POP_MARK",
            (byte)'2' => "DUP",
            (byte)'P' => "PERSID",
            (byte)'Q' => "BINPERSID",
            (byte)'R' => "REDUCE",
            (byte)'b' => "BUILD",
            (byte)'c' => "GLOBAL",
            (byte)'d' => "DICT",
            (byte)'}' => "EMPTY_DICT",
            (byte)'i' => "INST",
            (byte)'o' => "OBJ",
            (byte)'s' => "SETITEM",
            (byte)'u' => "SETITEMS",
            0x81 => "NEWOBJ",
            0x82 => "EXT1",
            0x83 => "EXT2",
            0x84 => "EXT4",
            0x8f => "EMPTY_SET",
            0x90 => "ADDITEMS",
            0x91 => "FROZENSET",
            0x92 => "NEWOBJ_EX",
            0x93 => "STACK_GLOBAL",
            0x96 => "BYTEARRAY8",
            0x97 => "NEXT_BUFFER",
            0x98 => "READONLY_BUFFER",
            _ => $"0x{opcode:x2}",
        };
}
