namespace HtmIt.Engine.SequenceMemory;

/// <summary>A column that is on, and which of its cells are, as bits.</summary>
internal readonly record struct ActiveColumn(ushort Column, uint Cells);
